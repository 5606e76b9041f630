package eu.paravent.mls;

import eu.paravent.mls.GroupPolicy.PolicyViolation;
import java.util.List;
import java.util.Optional;

/**
 * What the application does with the data of one component (draft-ietf-mls-extensions, “The Safe
 * Application Interface”). As deterministic as a {@link GroupPolicy}: members that answer
 * differently lose each other. Must not call back into the group.
 */
@FunctionalInterface
public interface AppComponent {
  /**
   * The new data in the group context's {@link AppDataDictionary}.
   *
   * @param data empty where the dictionary has none yet
   * @param updates of the AppDataUpdate proposals of one commit, in its order
   */
  byte[] update(Optional<byte[]> data, List<Sent> updates) throws PolicyViolation;

  /** Returns normally where the data may be removed. Default: it may. */
  default void remove(byte[] data, Sent removal) throws PolicyViolation {}

  /** Returns normally where the data of an AppEphemeral is valid. Default: none is. */
  default void ephemeral(Sent data) throws PolicyViolation {
    throw new PolicyViolation("the component takes no ephemeral data");
  }

  /** Keeps the last update as the data, takes any ephemeral data. */
  static AppComponent replacing() {
    return new AppComponent() {
      @Override
      public byte[] update(Optional<byte[]> data, List<Sent> updates) {
        return updates.get(updates.size() - 1).data();
      }

      @Override
      public void ephemeral(Sent data) {}
    };
  }

  /**
   * @param data not copied; empty for a removal
   * @param externalCommit whether it stands in the commit of somebody who joins by it
   */
  record Sent(byte[] data, Proposer proposer, boolean externalCommit) {}
}

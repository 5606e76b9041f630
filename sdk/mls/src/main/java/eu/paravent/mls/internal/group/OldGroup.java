package eu.paravent.mls.internal.group;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.group.Head.Status;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.PreSharedKeyId;
import java.util.Optional;

/**
 * An epoch of a stored group that another group refers to by its resumption key (RFC 9420 §8.6). It
 * may be of another cipher suite than the client that reads it: both share a storage.
 *
 * @param group as it was in that epoch
 * @param reInit of the commit that ended the group, where this epoch is the one it led to
 */
record OldGroup(PublicGroup group, SecretBytes resumption, Optional<Proposal.ReInit> reInit)
    implements AutoCloseable {
  /** The epoch a resumption key is of; UNKNOWN_PSK where it is not kept. */
  static OldGroup of(LocalClient client, PreSharedKeyId.Resumption id) throws MlsException {
    GroupStore store = new GroupStore(client.storage(), id.groupId());
    Optional<Head> head = store.read(store.head()).map(Head::decode);
    if (head.isPresent()) {
      PublicGroup current = EpochState.readPublic(store, head.get().epoch());
      if (current.epoch() == id.epoch()) {
        return current(client, store, head.get(), current);
      }
      for (String name : head.get().past()) {
        PastEpoch past = PastEpoch.read(store, name);
        if (past.group().epoch() == id.epoch()) {
          return new OldGroup(past.group(), past.resumption(), Optional.empty());
        }
      }
    }
    throw new MlsException(
        Reason.UNKNOWN_PSK, "A resumption key is of a group or an epoch that is not kept here");
  }

  /** The last epoch of a group that a ReInit ended. */
  static OldGroup ended(LocalClient client, byte[] groupId) throws MlsException {
    GroupStore store = new GroupStore(client.storage(), groupId);
    Optional<Head> head = store.read(store.head()).map(Head::decode);
    if (head.isEmpty() || head.get().status() != Status.REINITIALIZED) {
      throw new MlsException(
          Reason.WRONG_STATE, "No ReInit was committed in a group of that id: commit one first");
    }
    return current(client, store, head.get(), EpochState.readPublic(store, head.get().epoch()));
  }

  private static OldGroup current(
      LocalClient client, GroupStore store, Head head, PublicGroup group) throws MlsException {
    EpochState state =
        EpochState.read(store, head.epoch(), crypto(client, group.context().cipherSuite()));
    SecretBytes resumption = state.secrets().resumption().copy();
    state.secrets().close();
    return new OldGroup(
        group,
        resumption,
        head.status() == Status.REINITIALIZED ? store.readReInit() : Optional.empty());
  }

  private static SuiteCrypto crypto(LocalClient client, int suite) throws MlsException {
    return CipherSuite.of(suite)
        .flatMap(client.crypto()::forSuite)
        .orElseThrow(
            () ->
                new MlsException(
                    Reason.UNSUPPORTED,
                    "The crypto provider does not support the old group's suite " + suite));
  }

  @Override
  public void close() {
    resumption.close();
  }
}

package eu.paravent.mls.stability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.mls.observer.ObservedCommit;
import eu.paravent.mls.storage.StoredStateException;
import eu.paravent.mls.testing.AcceptAll;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an observer of any released or committed version stored is read for ever. The vectors come
 * from {@link WriteObserverVector}; to the list one is added, never taken away.
 */
class ObserverStabilityTest {
  private static GroupObserver restore(byte[] state) {
    return GroupObserver.restore(state, new AcceptAll(), GroupPolicy.allowAll());
  }

  @ParameterizedTest
  @ValueSource(strings = {"observer-v1-suite-0001.json", "observer-v2-suite-0001.json"})
  void theGroupIsFollowedFromWhereItWas(String resource) throws MlsException {
    StoreVector vector = StoreVector.load(resource);

    ObservedCommit next =
        restore(vector.value("state"))
            .apply(vector.value("commit"), List.of(vector.value("proposal")));
    next.next().verify(vector.value("info"));
    ObservedCommit last = restore(next.next().state()).apply(vector.value("last"), List.of());
    last.next().verify(vector.value("last.info"));

    assertThat(next.removed()).hasSize(1);
    assertThat(next.reInit()).isEmpty();
    assertThat(last.reInit().orElseThrow().groupId()).isEqualTo("next".getBytes(UTF_8));
    assertThat(restore(last.next().state()).reInit()).isPresent();
  }

  /** Version 1 did not remember: such a group looks as if it went on. */
  @ParameterizedTest
  @ValueSource(strings = "observer-v1-suite-0001.json")
  void aStateThatDidNotRememberTheReInitIsStillRead(String resource) {
    GroupObserver ended = restore(StoreVector.load(resource).value("ended"));

    assertThat(ended.members()).hasSize(2);
    assertThat(ended.reInit()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = "observer-v2-suite-0001.json")
  void theEndedGroupIsEnded(String resource) {
    StoreVector vector = StoreVector.load(resource);
    GroupObserver ended = restore(vector.value("ended"));

    assertThat(ended.reInit().orElseThrow().groupId()).isEqualTo("next".getBytes(UTF_8));
    assertThatThrownBy(() -> ended.apply(vector.value("last"), List.of()))
        .isInstanceOfSatisfying(
            MlsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_STATE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"observer-v1-suite-0001.json", "observer-v2-suite-0001.json"})
  void aCutOrNewerStateGivesTheDeclaredError(String resource) {
    for (String name : List.of("state", "ended")) {
      byte[] state = StoreVector.load(resource).value(name);
      for (int length = 0; length < state.length; length += length < 40 ? 1 : 13) {
        byte[] cut = Arrays.copyOf(state, length);
        assertThatThrownBy(() -> restore(cut)).isInstanceOf(StoredStateException.class);
      }
      for (int version : new int[] {0, 99, 0x83, 0xff}) {
        byte[] newer = state.clone();
        newer[0] = (byte) version;
        assertThatThrownBy(() -> restore(newer)).isInstanceOf(StoredStateException.class);
      }
    }
  }
}

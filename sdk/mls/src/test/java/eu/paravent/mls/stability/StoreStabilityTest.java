package eu.paravent.mls.stability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.mls.storage.StoredStateException;
import eu.paravent.mls.testing.Person;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A store that any released or committed version wrote opens for ever: its groups go on where they
 * were. The vectors come from {@link WriteStoreVector}; to the list one is added, never taken away.
 */
class StoreStabilityTest {
  private static final byte[] NONE = new byte[0];

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "store-v1-suite-0001.json",
        "store-v1-suite-0007.json",
        "store-v2-suite-0001.json",
        "store-v2-suite-0007.json",
        "store-v3-suite-0001.json",
        "store-v3-suite-0007.json"
      })
  void everythingGoesOn(String resource) throws MlsException {
    StoreVector vector = StoreVector.load(resource);

    useAll(vector, vector.person("bob"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "store-v1-suite-0001.json",
        "store-v1-suite-0007.json",
        "store-v2-suite-0001.json",
        "store-v2-suite-0007.json",
        "store-v3-suite-0001.json",
        "store-v3-suite-0007.json"
      })
  void theGroupCommitsAddsAndTalksAsBefore(String resource) throws MlsException {
    StoreVector vector = StoreVector.load(resource);
    Person bob = vector.person("bob");
    MlsGroup ofBob = bob.group("main");
    MlsGroup ofAlice = vector.person("alice").group("main");
    Person erin = new Person("erin", bob.suite());
    ofBob.process(vector.value("main.commit"));

    CommitBundle added =
        ofBob.commit(
            CommitSpec.builder().add(erin.keyPackage()).preSharedKey(bytes("psk")).build());
    erin.client().registerPreSharedKey(bytes("psk"), bytes("a secret of all three"));
    ofBob.mergePendingCommit();
    ofAlice.process(added.commit());
    MlsGroup ofErin = erin.client().join(added.welcome().orElseThrow());

    assertThat(ofErin.epochAuthenticator()).isEqualTo(ofBob.epochAuthenticator());
    assertThat(ofAlice.epochAuthenticator()).isEqualTo(ofBob.epochAuthenticator());
    byte[] update = ofAlice.commit(CommitSpec.selfUpdate()).commit();
    for (MlsGroup group : new MlsGroup[] {ofAlice, ofBob, ofErin}) {
      group.process(update);
    }
    reads(ofAlice, ofErin.encrypt(bytes("hello"), NONE), "hello");
    reads(ofErin, ofBob.encrypt(bytes("hello"), NONE), "hello");
  }

  /**
   * The secrets of single messages and tree nodes have no version of their own: the records of
   * their epoch, which are read first, have it for them.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "store-v1-suite-0001.json",
        "store-v2-suite-0001.json",
        "store-v3-suite-0001.json"
      })
  void aRecordOfAVersionThatIsUnknownIsRefusedAndKept(String resource) {
    StoreVector vector = StoreVector.load(resource);
    Set<String> notRefused = new TreeSet<>();
    for (String key : vector.person("bob").storage().contents().keySet()) {
      Person bob = vector.person("bob");
      byte[] record = bob.storage().read(key).orElseThrow();
      record[0] = 99;
      bob.storage().write(Map.of(key, record));
      try {
        useAll(vector, bob);
        notRefused.add(key);
      } catch (StoredStateException e) {
        assertThat(bob.storage().read(key)).contains(record);
        assertThat(e).hasMessageNotContaining(HexFormat.of().formatHex(record));
      } catch (MlsException | AssertionError e) {
        notRefused.add(key);
      }
    }

    assertThat(notRefused).allMatch(key -> key.matches("g/.*/e/[^/]+/s/.*"));
    // ratchets that a message was read with, of the present epoch and of a past one
    assertThat(notRefused.stream().filter(key -> key.endsWith("/s/a/0"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "store-v1-suite-0001.json",
        "store-v2-suite-0001.json",
        "store-v3-suite-0001.json"
      })
  void aCutOrEmptyRecordGivesTheDeclaredErrorAndNoOther(String resource) {
    StoreVector vector = StoreVector.load(resource);
    for (String key : vector.person("bob").storage().contents().keySet()) {
      byte[] record = vector.person("bob").storage().read(key).orElseThrow();
      for (int length : new int[] {0, 1, record.length / 2, record.length - 1}) {
        Person bob = vector.person("bob");
        bob.storage().write(Map.of(key, Arrays.copyOf(record, length)));
        boolean whole = true;
        try {
          useAll(vector, bob);
        } catch (StoredStateException | MlsException | AssertionError e) {
          // a cut secret of a tree node gives wrong keys, which open nothing
          whole = false;
        }
        assertThat(whole && !key.matches("g/.*/e/[^/]+/s/.*"))
            .as("%s is read although cut to %d of %d bytes", key, length, record.length)
            .isFalse();
      }
    }
  }

  private static void useAll(StoreVector vector, Person bob) throws MlsException {
    useMain(vector, bob);
    MlsGroup staged = bob.group("staged");
    assertThat(staged.pendingCommit().orElseThrow().commit())
        .isEqualTo(vector.value("staged.commit"));
    sameGroupInfo(staged, vector, "staged");
    staged.process(vector.value("staged.commit"));
    is(staged, vector, "staged");
    MlsGroup prepared = bob.client().loadPendingJoin(bytes("prepared")).orElseThrow();
    sameGroupInfo(prepared, vector, "prepared");
    prepared.mergePendingCommit();
    reads(prepared, vector.value("prepared.message"), "welcome");
    is(prepared, vector, "prepared");
    MlsGroup ended = bob.group("ended");
    assertThat(ended.active()).isFalse();
    assertThat(ended.members()).hasSize(2);
    for (String id : new String[] {"fresh", "again", "once more"}) {
      is(bob.client().join(vector.value(id + ".welcome")), vector, id);
    }
    refused(Reason.NOT_FOR_THIS_CLIENT, bob, vector.value("fresh.welcome"));
    if (vector.has("next.welcome")) {
      useReinitialized(vector, bob);
    }
  }

  /** A commit that is sent again after a restart is sent with the same bytes. */
  private static void sameGroupInfo(MlsGroup group, StoreVector vector, String name) {
    if (vector.has(name + ".groupInfo")) {
      assertThat(group.pendingCommit().orElseThrow().groupInfo())
          .isEqualTo(vector.value(name + ".groupInfo"));
    }
  }

  private static void useReinitialized(StoreVector vector, Person bob) throws MlsException {
    MlsGroup old = bob.group("reinit");
    assertThat(old.active()).isFalse();
    assertThat(old.reInit().orElseThrow().groupId()).isEqualTo(bytes("next"));
    for (String id : new String[] {"branch", "next"}) {
      is(bob.client().join(vector.value(id + ".welcome")), vector, id);
    }
  }

  private static void useMain(StoreVector vector, Person bob) throws MlsException {
    MlsGroup main = bob.group("main");
    assertThat(main.pendingProposals()).hasSize(2);
    reads(main, vector.value("main.late"), "late");
    reads(main, vector.value("main.skipped"), "skipped");
    assertThatThrownBy(() -> main.process(vector.value("main.read")))
        .isInstanceOfSatisfying(
            MlsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REPLAYED));
    reads(main, vector.value("main.next"), "next");
    main.encrypt(bytes("own"), NONE);
    ReceivedMessage.Commit commit =
        (ReceivedMessage.Commit) main.process(vector.value("main.commit"));
    assertThat(commit.added()).hasSize(1);
    assertThat(commit.updated()).hasSize(2);
    reads(main, vector.value("main.after"), "after");
    is(main, vector, "main");
    assertThat(main.exportSecret("label", bytes("context"), 48))
        .isEqualTo(vector.value("main.exported"));
  }

  private static void is(MlsGroup group, StoreVector vector, String id) {
    assertThat(group.epochAuthenticator()).isEqualTo(vector.value(id + ".authenticator"));
  }

  private static void reads(MlsGroup group, byte[] message, String text) throws MlsException {
    assertThat(((ReceivedMessage.Application) group.process(message)).data())
        .isEqualTo(bytes(text));
  }

  private static void refused(Reason reason, Person person, byte[] welcome) {
    assertThatThrownBy(() -> person.client().join(welcome))
        .isInstanceOfSatisfying(MlsException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}

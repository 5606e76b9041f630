package eu.paravent.mls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.Keys;
import eu.paravent.mls.testing.MemoryStorage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The flows of a group in every cipher suite, with a restart in between. */
class SuitesTest {
  private static final byte[] GROUP = "group".getBytes(UTF_8), PSK = "psk".getBytes(UTF_8);

  @ParameterizedTest
  @EnumSource
  @Shows({Demand.ADVERTISED_IS_SUPPORTED, Demand.SUITE_1})
  void aGroupLives(CipherSuite suite) throws Exception {
    Person alice = new Person("alice", suite);
    Person bob = new Person("bob", suite);
    Person carol = new Person("carol", suite);
    MlsGroup hers = alice.client().createGroup(GROUP, Extensions.empty());
    CommitBundle added = hers.commit(CommitSpec.builder().add(bob.keyPackage()).build());
    hers.mergePendingCommit();
    MlsGroup his = bob.client().join(added.welcome().orElseThrow());
    talk(hers, his);

    MlsGroup carols = carol.client().joinExternally(hers.groupInfo());
    byte[] joined = carols.pendingCommit().orElseThrow().commit();
    carols.mergePendingCommit();
    hers.process(joined);
    his.process(joined);
    talk(carols, hers, his);

    alice.client().registerPreSharedKey(PSK, GROUP);
    carol.client().registerPreSharedKey(PSK, GROUP);
    bob.client().registerPreSharedKey(PSK, GROUP);
    commit(his, CommitSpec.builder().preSharedKey(PSK).build(), hers, carols);
    talk(hers, his, carols);

    byte[] update = carols.proposeUpdate();
    hers.process(update);
    his.process(update);
    commit(hers, CommitSpec.selfUpdate(), his, carols);
    talk(his, hers, carols);

    MlsGroup again = bob.restarted();
    commit(again, CommitSpec.builder().remove(carols.ownLeafIndex()).build(), hers);
    talk(again, hers);
    byte[] secret = hers.encrypt("internal".getBytes(UTF_8), new byte[0]);
    assertThatThrownBy(() -> carols.process(secret)).isInstanceOf(MlsException.class);
  }

  @ParameterizedTest
  @EnumSource
  void aForgedWelcomeOrKeyPackageIsRefused(CipherSuite suite) throws Exception {
    Person alice = new Person("alice", suite);
    Person bob = new Person("bob", suite);
    MlsGroup hers = alice.client().createGroup(GROUP, Extensions.empty());
    byte[] forged = bob.keyPackage();
    forged[forged.length - 1] ^= 1;

    assertThatThrownBy(() -> hers.commit(CommitSpec.builder().add(forged).build()))
        .isInstanceOf(MlsException.class);

    CommitBundle added = hers.commit(CommitSpec.builder().add(bob.keyPackage()).build());
    byte[] welcome = added.welcome().orElseThrow();
    welcome[welcome.length - 1] ^= 1;
    assertThatThrownBy(() -> bob.client().join(welcome)).isInstanceOf(MlsException.class);
  }

  @ParameterizedTest
  @EnumSource
  void aKeyPackageOfAnotherSuiteIsRefused(CipherSuite suite) throws Exception {
    CipherSuite other = CipherSuite.values()[(suite.ordinal() + 1) % CipherSuite.values().length];
    MlsGroup hers = new Person("alice", suite).client().createGroup(GROUP, Extensions.empty());
    byte[] foreign = new Person("bob", other).keyPackage();

    assertThatThrownBy(() -> hers.commit(CommitSpec.builder().add(foreign).build()))
        .isInstanceOf(MlsException.class);
  }

  private static void commit(MlsGroup committer, CommitSpec spec, MlsGroup... others)
      throws MlsException {
    byte[] commit = committer.commit(spec).commit();
    committer.mergePendingCommit();
    for (MlsGroup other : others) {
      other.process(commit);
    }
  }

  private static void talk(MlsGroup speaker, MlsGroup... others) throws MlsException {
    byte[] text = ("epoch " + speaker.epoch()).getBytes(UTF_8);
    byte[] message = speaker.encrypt(text, new byte[0]);
    for (MlsGroup other : List.of(others)) {
      assertThat(other.epochAuthenticator()).isEqualTo(speaker.epochAuthenticator());
      assertThat(other.exportSecret("label", GROUP, 40))
          .isEqualTo(speaker.exportSecret("label", GROUP, 40));
      assertThat(((ReceivedMessage.Application) other.process(message)).data()).isEqualTo(text);
    }
  }

  private static final class Person {
    private final byte[] name;
    private final byte[] key;
    private final CipherSuite suite;
    private MemoryStorage storage = new MemoryStorage();
    private MlsClient client;

    Person(String name, CipherSuite suite) {
      this.name = name.getBytes(UTF_8);
      this.suite = suite;
      key = Keys.fresh(suite.signature());
      client = start();
    }

    private MlsClient start() {
      return MlsClient.builder()
          .cipherSuite(suite)
          .identity(new Credential.Basic(name), key)
          .storage(storage)
          .authentication(new AcceptAll())
          .build();
    }

    MlsClient client() {
      return client;
    }

    byte[] keyPackage() {
      return client.newKeyPackage(Duration.ofDays(1), false).message();
    }

    MlsGroup restarted() {
      storage = storage.snapshot();
      client = start();
      return client.load(GROUP).orElseThrow();
    }
  }
}

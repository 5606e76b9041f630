package eu.paravent.mls.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.mls.testing.Authority;
import eu.paravent.mls.testing.Authority.Request;
import eu.paravent.mls.testing.Keys;
import eu.paravent.mls.testing.MemoryStorage;
import eu.paravent.mls.testing.Person;
import eu.paravent.mls.testing.Vectors;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups whose members show certificates: believed where they hold, refused on every way in. */
@Tag("checklist-18")
class X509GroupTest {
  private static final byte[] NONE = new byte[0];
  private static final Authority ROOT = Authority.root("Root");
  private static final Authority STRANGER = Authority.root("Root");

  private CipherSuite suite = CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519;

  private X509Authentication at(Instant now) {
    return X509Authentication.builder()
        .trust(ROOT.certificate())
        .clock(InstantSource.fixed(now))
        .build();
  }

  private MlsClient client(Credential credential, byte[] key, AuthenticationService service) {
    return MlsClient.builder()
        .cipherSuite(suite)
        .identity(credential, key)
        .storage(new MemoryStorage())
        .authentication(service)
        .clock(InstantSource.fixed(Person.NOW))
        .build();
  }

  private Credential certified(Authority by, String name, byte[] key) {
    byte[] publicKey = Vectors.crypto(suite).signatureKeyPair(key).publicKey();
    return new Credential.X509(
        List.of(
            Authority.der(by.issue(new Request("CN=" + name, Authority.signatureKey(publicKey))))));
  }

  private MlsClient honest(String name) {
    byte[] key = Keys.fresh(suite.signature());
    return client(certified(ROOT, name, key), key, at(Person.NOW));
  }

  /** One that believes anybody, itself first. */
  private MlsClient credulous(Credential credential, byte[] key) {
    return client(
        credential,
        key,
        new AuthenticationService() {
          @Override
          public void validate(Presented presented) {}

          @Override
          public boolean sameClient(Credential predecessor, Credential successor) {
            return false;
          }
        });
  }

  private static byte[] keyPackage(MlsClient client) {
    return client.newKeyPackage(Duration.ofDays(1), false).message();
  }

  private static void rejected(String because, ThrowingCallable call) {
    assertThatThrownBy(call)
        .hasMessageContaining(because)
        .isInstanceOfSatisfying(
            MlsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CREDENTIAL_REJECTED));
  }

  @ParameterizedTest
  @EnumSource(CipherSuite.class)
  void membersWithCertificatesJoinTalkAndJoinAgain(CipherSuite any) throws MlsException {
    suite = any;
    MlsGroup ofAlice = honest("Alice").createGroup("group".getBytes(UTF_8), Extensions.empty());
    MlsClient bob = honest("Bob");
    CommitBundle added = ofAlice.commit(CommitSpec.builder().add(keyPackage(bob)).build());
    ofAlice.mergePendingCommit();
    MlsGroup ofBob = bob.join(added.welcome().orElseThrow());
    ReceivedMessage.Application heard =
        (ReceivedMessage.Application) ofAlice.process(ofBob.encrypt("hello".getBytes(UTF_8), NONE));
    assertThat(at(Person.NOW).identity((Credential.X509) heard.sender().credential()))
        .hasValueSatisfying(name -> assertThat(name).contains("cn=bob"));

    // a new device key with a certificate of the same name: in place of the earlier leaf
    MlsGroup again = honest("Bob").joinExternally(ofAlice.groupInfo());
    ofAlice.process(again.pendingCommit().orElseThrow().commit());
    again.mergePendingCommit();

    assertThat(ofAlice.members()).hasSize(2);
    assertThat(again.epochAuthenticator()).isEqualTo(ofAlice.epochAuthenticator());
  }

  @Test
  @Shows(Demand.CERTIFICATE_KEY)
  void aKeyPackageWithACertificateForAnotherKeyIsNotAdded() throws MlsException {
    MlsGroup group = honest("Alice").createGroup("group".getBytes(UTF_8), Extensions.empty());
    byte[] stolen =
        keyPackage(
            credulous(
                certified(ROOT, "Bob", Keys.fresh(suite.signature())),
                Keys.fresh(suite.signature())));

    rejected("another key", () -> group.commit(CommitSpec.builder().add(stolen).build()));
  }

  @Test
  @Shows(Demand.CREDENTIAL_OF_AN_ADD)
  void aCertificateOfAStrangerLetsNobodyInOnAnyWay() throws MlsException {
    MlsGroup ofAlice = honest("Alice").createGroup("group".getBytes(UTF_8), Extensions.empty());
    byte[] key = Keys.fresh(suite.signature());
    MlsClient mallory = credulous(certified(STRANGER, "Mallory", key), key);

    byte[] offered = keyPackage(mallory);
    rejected("chain", () -> ofAlice.commit(CommitSpec.builder().add(offered).build()));
    byte[] external =
        mallory.joinExternally(ofAlice.groupInfo()).pendingCommit().orElseThrow().commit();
    rejected("chain", () -> ofAlice.process(external));
    assertThat(ofAlice.members()).hasSize(1);
    MlsGroup trap = mallory.createGroup("trap".getBytes(UTF_8), Extensions.empty());
    MlsClient bob = honest("Bob");
    byte[] welcome =
        trap.commit(CommitSpec.builder().add(keyPackage(bob)).build()).welcome().orElseThrow();
    rejected("chain", () -> bob.join(welcome));
    byte[] info = trap.groupInfo();
    rejected("chain", () -> bob.joinExternally(info));
    rejected("chain", () -> GroupObserver.open(info, at(Person.NOW), GroupPolicy.allowAll()));
  }

  @Test
  void whatHasExpiredMeanwhileKeepsAJoinerOut() throws MlsException {
    MlsGroup group = honest("Alice").createGroup("group".getBytes(UTF_8), Extensions.empty());
    byte[] key = Keys.fresh(suite.signature());
    MlsClient late =
        client(certified(ROOT, "Bob", key), key, at(Person.NOW.plus(Duration.ofDays(300))));
    byte[] info = group.groupInfo();

    rejected("EXPIRED", () -> late.joinExternally(info));
  }

  /** RFC 9420 §5.3: a chain of no certificates is well-formed and vouches for nobody. */
  @Test
  void anEmptyChainIsRefused() throws MlsException {
    MlsGroup group = honest("Alice").createGroup("group".getBytes(UTF_8), Extensions.empty());
    byte[] offered =
        keyPackage(credulous(new Credential.X509(List.of()), Keys.fresh(suite.signature())));

    rejected("0 certificates", () -> group.commit(CommitSpec.builder().add(offered).build()));
  }

  /** RFC 9420 §5.3.1: the name in a leaf does not change hands. */
  @Test
  @Shows(Demand.SUCCESSOR_OF_A_CREDENTIAL)
  void anUpdateDoesNotPassALeafToAnotherName() throws MlsException {
    MlsGroup ofAlice = honest("Alice").createGroup("group".getBytes(UTF_8), Extensions.empty());
    byte[] key = Keys.fresh(suite.signature());
    MemoryStorage storage = new MemoryStorage();
    MlsClient bob = stored(storage, certified(ROOT, "Bob", key), key);
    CommitBundle added = ofAlice.commit(CommitSpec.builder().add(keyPackage(bob)).build());
    ofAlice.mergePendingCommit();
    bob.join(added.welcome().orElseThrow());
    byte[] carolsKey = Keys.fresh(suite.signature());
    byte[] renamed =
        stored(storage, certified(ROOT, "Carol", carolsKey), carolsKey)
            .load("group".getBytes(UTF_8))
            .orElseThrow()
            .commit(CommitSpec.selfUpdate())
            .commit();

    rejected("another client", () -> ofAlice.process(renamed));
  }

  private MlsClient stored(MemoryStorage storage, Credential credential, byte[] key) {
    return MlsClient.builder()
        .cipherSuite(suite)
        .identity(credential, key)
        .storage(storage)
        .authentication(at(Person.NOW))
        .clock(InstantSource.fixed(Person.NOW))
        .build();
  }
}

package eu.paravent.mls.secrecy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.mls.crypto.KemAlgorithm;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.crypto.SignatureAlgorithm;
import eu.paravent.mls.internal.framing.Content;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.malice.Forge;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.testing.Classes;
import eu.paravent.mls.testing.MemoryStorage;
import eu.paravent.mls.testing.Person;
import java.lang.reflect.Modifier;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Secrets show in no {@code toString} and in no exception: planted ones and real ones. */
class SilenceTest {
  private static final byte[] NONE = new byte[0];

  private final Secrets secrets = new Secrets();
  private final byte[] planted = random(32);
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void plant() {
    secrets.add(planted);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private void silent() {
    assertThat(said).as("nothing was tried").isNotEmpty();
    assertThat(secrets.foundIn(said)).isEmpty();
  }

  /** What an exception says, with all that caused it. It must be thrown. */
  private void says(ThrowingCallable call) {
    int before = said.size();
    try {
      call.call();
    } catch (Throwable thrown) {
      for (Throwable at = thrown; at != null; at = at.getCause()) {
        said.add(at.toString());
      }
    }
    assertThat(said).as("nothing was thrown").hasSizeGreaterThan(before);
  }

  @Test
  void theSearchFindsWhatIsPrinted() {
    String list = Arrays.toString(Arrays.copyOfRange(planted, 3, 20));
    String base64 = java.util.Base64.getEncoder().encodeToString(planted);
    String hex = java.util.HexFormat.of().formatHex(planted);

    assertThat(secrets.foundIn(List.of(list, base64, "key=" + hex, hex.toUpperCase(), "none")))
        .hasSize(4);
    assertThat(secrets.foundIn(List.of(new Object().toString(), ""))).isEmpty();
  }

  /** Whatever holds bytes or secrets, made with the planted one everywhere. */
  @Test
  void noClassPrintsTheBytesItHolds() {
    Planted maker = new Planted(planted);
    Set<String> made = new TreeSet<>();
    for (Class<?> type : Classes.shipped()) {
      if (!type.isInterface() && !Modifier.isAbstract(type.getModifiers())) {
        maker
            .make(type)
            .ifPresent(
                object -> {
                  made.add(type.getSimpleName());
                  said.add(object.toString());
                });
      }
    }

    assertThat(made)
        .contains(
            "SecretBytes",
            "KemKeyPair",
            "SignatureKeyPair",
            "RawPrivateKey",
            "EpochSecrets",
            "MessageKey",
            "NextEpoch",
            "GroupSecrets",
            "OwnUpdate",
            "Psk",
            "Encapsulated")
        .hasSizeGreaterThan(100);
    silent();
  }

  /** All that hangs on clients and groups in the middle of their life, with its real secrets. */
  @Test
  @Shows(Demand.SECRETS_ARE_KEPT)
  void nothingThatLivesInAGroupPrintsItsSecrets() throws Exception {
    Person alice = person("alice");
    Person bob = person("bob");
    MlsGroup ofAlice = alice.client().createGroup("group".getBytes(UTF_8), Extensions.empty());
    CommitBundle added = ofAlice.commit(CommitSpec.builder().add(bob.keyPackage()).build());
    ofAlice.mergePendingCommit();
    MlsGroup ofBob = bob.client().join(added.welcome().orElseThrow());
    ofBob.process(ofAlice.encrypt("a message for Bob only".getBytes(UTF_8), NONE));
    ofAlice.process(ofBob.proposeUpdate());
    CommitBundle pending =
        ofAlice.commit(CommitSpec.builder().preSharedKey("psk".getBytes(UTF_8)).build());
    Object prepared = person("erin").client().joinExternally(ofAlice.groupInfo());

    Set<Object> reached =
        ObjectGraph.from(
            alice.client(),
            bob.client(),
            ofAlice,
            ofBob,
            pending,
            prepared,
            Insider.of(alice, "group"),
            Insider.of(bob, "group"));
    int found = 0;
    for (Object object : reached) {
      if (object instanceof SecretBytes secret) {
        try {
          secrets.add(secret.expose());
          found++;
        } catch (IllegalStateException e) {
          // wiped
          continue;
        }
      }
    }
    reached.stream()
        .filter(o -> o.getClass().getName().startsWith("eu.paravent.mls."))
        .forEach(object -> said.add(object.toString()));

    assertThat(found).as("secrets that were reached").isGreaterThan(20);
    silent();
  }

  private Person person(String name) {
    Person person =
        new Person(
            name,
            CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519,
            random(32),
            new MemoryStorage());
    secrets.add(person.key());
    person.client().registerPreSharedKey("psk".getBytes(UTF_8), planted);
    return person;
  }

  @Test
  @Shows(Demand.SECRETS_ARE_KEPT)
  void keysThatCannotBeUsedAreNotRepeated() {
    CryptoProvider crypto = CryptoProviders.best();
    // longer than any private key of any algorithm
    byte[] wrong = Arrays.copyOf(planted, 4_000);
    for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
      says(() -> crypto.signatureKeyPair(algorithm, wrong));
    }
    for (KemAlgorithm algorithm : KemAlgorithm.values()) {
      says(() -> crypto.kemKeyPair(algorithm, wrong));
    }
    says(
        () ->
            MlsClient.builder()
                .identity(new Credential.Basic(NONE), wrong)
                .storage(new MemoryStorage())
                .authentication(new eu.paravent.mls.testing.AcceptAll())
                .build());
    SecretBytes wiped = SecretBytes.copyOf(planted);
    wiped.close();
    says(wiped::expose);

    silent();
  }

  /** What was decrypted and cannot be read, what a member sent against the rules. */
  @Test
  void whatWasDecryptedIsNotRepeatedWhereItIsRefused() throws Exception {
    Person alice = person("alice");
    Person bob = person("bob");
    MlsGroup ofAlice = alice.client().createGroup("group".getBytes(UTF_8), Extensions.empty());
    CommitBundle added = ofAlice.commit(CommitSpec.builder().add(bob.keyPackage()).build());
    ofAlice.mergePendingCommit();
    MlsGroup ofBob = bob.client().join(added.welcome().orElseThrow());
    Insider insider = Insider.of(alice, "group");
    Content content = new Content.ApplicationData(planted);

    byte[] padded = new Forge(insider).padding((byte) 1).privateMessage(content, 0);
    says(() -> ofBob.process(padded));
    byte[] unsigned = new Forge(insider).signature(planted).privateMessage(content, 1);
    says(() -> ofBob.process(unsigned));
    byte[] open = new Forge(insider).publicMessage(content);
    says(() -> ofBob.process(open));
    bob.client().registerPreSharedKey("psk".getBytes(UTF_8), random(32));
    byte[] otherKey =
        ofAlice.commit(CommitSpec.builder().preSharedKey("psk".getBytes(UTF_8)).build()).commit();
    says(() -> ofBob.process(otherKey));

    silent();
  }

  /** A damaged store: every record cut, and its bytes changed, in turn. */
  @Test
  void whatIsStoredIsNotRepeatedWhereItCannotBeRead() throws Exception {
    Person alice = person("alice");
    Person bob = person("bob");
    MlsGroup ofAlice = alice.client().createGroup("group".getBytes(UTF_8), Extensions.empty());
    ofAlice.commit(CommitSpec.builder().add(bob.keyPackage()).build());
    Map<String, byte[]> records = new HashMap<>();
    for (String key : alice.storage().keys("")) {
      byte[] value = alice.storage().read(key).orElseThrow();
      records.put(key, value);
      // longer than any public name that a message may quote
      secrets.add(value);
    }
    int refused = 0;
    for (Map.Entry<String, byte[]> record : records.entrySet()) {
      for (int length = 0; length < Math.min(record.getValue().length, 400); length += 7) {
        MemoryStorage damaged = alice.storage().snapshot();
        Map<String, byte[]> change = new HashMap<>();
        change.put(record.getKey(), Arrays.copyOf(record.getValue(), length));
        damaged.write(change);
        Person after = new Person("alice", alice.suite(), alice.key(), damaged);
        try {
          MlsGroup group = after.group("group");
          group.mergePendingCommit();
          group.encrypt(NONE, NONE);
        } catch (Exception thrown) {
          refused++;
          for (Throwable at = thrown; at != null; at = at.getCause()) {
            said.add(at.toString());
          }
        }
      }
    }

    assertThat(refused).isGreaterThan(50);
    silent();
  }
}

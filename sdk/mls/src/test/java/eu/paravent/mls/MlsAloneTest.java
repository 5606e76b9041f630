package eu.paravent.mls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.storage.MlsStorage;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.Keys;
import eu.paravent.mls.testing.MemoryStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code of docs/mls-alone.md is the one between the tags here, and it runs. */
class MlsAloneTest {
  private static final Path SELF = Path.of("src/test/java/eu/paravent/mls/MlsAloneTest.java");
  private static final Path GUIDE = Path.of("../../docs/mls-alone.md");
  private static final Pattern TAGGED =
      Pattern.compile(
          "^ *// tag::(\\w+)\\n(.*?)^ *// end::\\1\\n", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern SHOWN =
      Pattern.compile(
          "^<!-- (\\w+) -->\\n```java\\n(.*?)^```\\n", Pattern.MULTILINE | Pattern.DOTALL);

  // tag::client
  static MlsClient client(
      String name, byte[] signatureKey, MlsStorage storage, AuthenticationService trust) {
    return MlsClient.builder()
        .cipherSuite(CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519)
        .identity(new Credential.Basic(name.getBytes(UTF_8)), signatureKey)
        .storage(storage)
        .authentication(trust)
        .build();
  }

  // end::client

  private static MlsClient client(String name) {
    CipherSuite suite = CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519;
    return client(name, Keys.fresh(suite.signature()), new MemoryStorage(), new AcceptAll());
  }

  @Test
  void aGroupIsMadeTalksChangesAndEnds() throws MlsException {
    MlsClient alice = client("alice");
    MlsClient bob = client("bob");

    // tag::keypackage
    KeyPackage published = bob.newKeyPackage(Duration.ofDays(30), false);
    byte[] toTheDirectory = published.message();
    // end::keypackage

    // tag::create
    MlsGroup group = alice.createGroup("team".getBytes(UTF_8), Extensions.empty());
    CommitBundle added = group.commit(CommitSpec.builder().add(toTheDirectory).build());
    // send added.commit() to the members there are; once the delivery service took it:
    group.mergePendingCommit();
    byte[] toBob = added.welcome().orElseThrow();
    // end::create

    // tag::join
    MlsGroup joined = bob.join(toBob);
    // end::join
    assertThat(joined.epochAuthenticator()).isEqualTo(group.epochAuthenticator());

    // tag::talk
    byte[] sent = group.encrypt("hello".getBytes(UTF_8), new byte[0]);
    ReceivedMessage received = joined.process(sent);
    if (received instanceof ReceivedMessage.Application message) {
      System.out.println(new String(message.data(), UTF_8));
    }
    // end::talk
    assertThat(((ReceivedMessage.Application) received).data()).isEqualTo("hello".getBytes(UTF_8));

    // tag::update
    byte[] update = joined.commit(CommitSpec.selfUpdate()).commit();
    group.process(update);
    joined.process(update); // one's own commit, back from the delivery service, is merged
    // end::update
    assertThat(joined.epochAuthenticator()).isEqualTo(group.epochAuthenticator());

    // tag::refused
    try {
      joined.process(sent);
    } catch (MlsException e) {
      // nothing changed; the reason says what to do
      System.out.println(e.reason() + ": " + e.getMessage());
    }
    // end::refused

    // tag::restart
    MlsGroup afterRestart = bob.load("team".getBytes(UTF_8)).orElseThrow();
    // end::restart
    assertThat(afterRestart.epoch()).isEqualTo(2);

    // tag::reinit
    ProposalSpec end =
        new ProposalSpec.ReInit("team 2".getBytes(UTF_8), group.cipherSuite(), Extensions.empty());
    byte[] last = group.commit(CommitSpec.builder().propose(end).build()).commit();
    group.mergePendingCommit();
    afterRestart.process(last); // from here on the group takes nothing more
    byte[] fresh = bob.newKeyPackage(Duration.ofDays(30), false).message();
    MlsGroup successor = alice.createSuccessor("team".getBytes(UTF_8), List.of(fresh));
    byte[] welcome = successor.pendingCommit().orElseThrow().welcome().orElseThrow();
    successor.mergePendingCommit();
    MlsGroup continued = bob.join(welcome); // refused if it is not what the ReInit said
    group.delete();
    // end::reinit
    assertThat(continued.epochAuthenticator()).isEqualTo(successor.epochAuthenticator());
  }

  @Test
  void theGuideShowsThisCode() throws IOException {
    Map<String, String> tagged = found(TAGGED, SELF);
    tagged.replaceAll((name, code) -> code.stripTrailing().stripIndent() + "\n");

    assertThat(found(SHOWN, GUIDE)).hasSizeGreaterThan(5).isEqualTo(tagged);
  }

  private static Map<String, String> found(Pattern pattern, Path file) throws IOException {
    Map<String, String> found = new LinkedHashMap<>();
    Matcher matcher = pattern.matcher(Files.readString(file, UTF_8));
    while (matcher.find()) {
      found.put(matcher.group(1), matcher.group(2));
    }
    return found;
  }
}

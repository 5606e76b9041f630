package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.message.MessageContent;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.testkit.TestClock;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A device certificate is renewed when two thirds of its time are over. */
@Timeout(120)
class RenewalTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private final TestClock clock = TestClock.at(Instant.now());
  private final Acme acme = new Acme(clock);

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void aRenewedCertificateReachesTheGroupsThatShowTheOldOne() throws Exception {
    ChatClient alice = acme.online("Alice", clock);
    ChatClient bob = acme.online("Bob", clock);
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    Conversation his = Acme.joined(bob, hers.id());
    Instant before = leastNotAfter(hers);

    clock.advance(Duration.ofDays(61));
    hers.send(MessageContent.text("after two months")).awaitAccepted(SOON);
    his.send(MessageContent.text("indeed")).awaitAccepted(SOON);

    Acme.await("both certificates to be new", () -> leastNotAfter(hers).isAfter(before));
    Acme.awaitText(hers, "indeed");
    hers.send(MessageContent.text("we talk on")).awaitAccepted(SOON);
    Acme.awaitText(his, "we talk on");
    assertThat(Acme.events(alice, SecurityAlert.class)).isEmpty();
    assertThat(Acme.events(bob, SecurityAlert.class)).isEmpty();
  }

  /** Of the certificates in the group, as everybody sees them who has the group info. */
  private Instant leastNotAfter(Conversation conversation) {
    byte[] groupInfo = acme.server.malice().groupInfo(conversation.id().value());
    try {
      Instant least = Instant.MAX;
      for (GroupPolicy.Member member :
          GroupObserver.open(groupInfo, new Believing(), GroupPolicy.allowAll()).members()) {
        byte[] leaf = ((Credential.X509) member.credential()).chain().get(0);
        X509Certificate certificate =
            (X509Certificate)
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(leaf));
        Instant end = certificate.getNotAfter().toInstant();
        least = end.isBefore(least) ? end : least;
      }
      return least;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}

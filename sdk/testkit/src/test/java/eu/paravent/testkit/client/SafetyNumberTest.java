package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.event.DeviceEvent.OrganisationVerificationChanged;
import eu.paravent.client.event.DeviceEvent.VerificationChanged;
import eu.paravent.client.identity.KnownOrganisation;
import eu.paravent.client.identity.QrCode;
import eu.paravent.client.identity.SafetyNumber;
import eu.paravent.client.identity.Verification;
import eu.paravent.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two persons, or two companies, compare what they see. */
@Timeout(120)
class SafetyNumberTest {
  private final TestClock clock = TestClock.at(Instant.now());
  private final Acme acme = new Acme(clock);
  private ChatClient alice;
  private ChatClient bob;
  private Conversation hers;
  private Conversation his;

  @BeforeEach
  void talk() {
    alice = acme.online("Alice", clock);
    bob = acme.online("Bob", clock);
    hers = alice.conversations().create(ConversationSpec.titled("x").participants(bob.self()));
    his = Acme.joined(bob, hers.id());
  }

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void bothSidesSeeTheSameDigitsAndScanEachOther() {
    SafetyNumber onHers = alice.trust().safetyNumber(hers.id(), bob.self());
    SafetyNumber onHis = bob.trust().safetyNumber(his.id(), alice.self());

    assertThat(onHers.digits()).isEqualTo(onHis.digits()).matches("(\\d{5} ){11}\\d{5}");
    assertThat(onHers.matches(onHis.payload())).isTrue();
    assertThat(onHis.matches(onHers.payload())).isTrue();
    assertThat(onHers.matches(onHers.payload())).isFalse();
    assertThat(onHers.matches(new byte[0])).isFalse();
    assertThat(onHers.matches(onHis.digits().replace(" ", "-"))).isTrue();
    assertThat(onHers.matches(onHis.digits().substring(1))).isFalse();
    assertThat(onHers.matches("")).isFalse();
    byte[] other = onHis.payload().clone();
    other[other.length - 1] ^= 1;
    assertThat(onHers.matches(other)).isFalse();
    QrCode code = QrCode.of(onHers.payload());
    // version 5 holds 84 bytes at level M; its finder pattern begins dark
    assertThat(code.size()).isEqualTo(37);
    assertThat(code.dark(0, 0)).isTrue();
    assertThat(code.dark(7, 7)).isFalse();
    assertThatThrownBy(() -> QrCode.of(new byte[3000]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anotherConversationWithTheSameDevicesHasTheSameNumberAnotherPersonAnother() {
    ChatClient carol = acme.online("Carol", clock);
    Conversation second =
        alice
            .conversations()
            .create(ConversationSpec.titled("y").participants(bob.self(), carol.self()));

    String withBob = alice.trust().safetyNumber(hers.id(), bob.self()).digits();
    assertThat(alice.trust().safetyNumber(second.id(), bob.self()).digits()).isEqualTo(withBob);
    assertThat(alice.trust().safetyNumber(second.id(), carol.self()).digits())
        .isNotEqualTo(withBob);
    assertThatThrownBy(() -> alice.trust().safetyNumber(hers.id(), carol.self()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> alice.trust().safetyNumber(hers.id(), alice.self()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNewDeviceOfAVerifiedPersonIsToldAndComparedAgain() {
    SafetyNumber compared = alice.trust().safetyNumber(hers.id(), bob.self());
    alice.trust().verified(hers.id(), bob.self(), compared);
    assertThat(alice.trust().of(bob.self())).isEqualTo(Verification.VERIFIED);

    ChatClient phone = acme.online("Bob", clock);
    NewDeviceTest.joined(phone, his, bob);

    Acme.await("the change", () -> alice.trust().of(bob.self()) == Verification.CHANGED);
    SafetyNumber now = alice.trust().safetyNumber(hers.id(), bob.self());
    assertThat(now.digits()).isNotEqualTo(compared.digits());
    assertThat(bob.trust().safetyNumber(his.id(), alice.self()).digits()).isEqualTo(now.digits());
    assertThatThrownBy(() -> alice.trust().verified(hers.id(), bob.self(), compared))
        .isInstanceOf(IllegalStateException.class);
    alice.trust().verified(hers.id(), bob.self(), now);
    alice.trust().distrust(bob.self());
    assertThat(Acme.events(alice, VerificationChanged.class))
        .extracting(VerificationChanged::now)
        .containsExactly(
            Verification.VERIFIED,
            Verification.CHANGED,
            Verification.VERIFIED,
            Verification.UNVERIFIED);
    assertThat(bob.trust().of(alice.self())).isEqualTo(Verification.UNVERIFIED);
  }

  /** The same key under a new certificate is the same key. */
  @Test
  void aRenewedCertificateChangesNothing() {
    SafetyNumber before = alice.trust().safetyNumber(hers.id(), bob.self());
    alice.trust().verified(hers.id(), bob.self(), before);

    clock.advance(Duration.ofDays(61));
    his.send(eu.paravent.client.message.MessageContent.text("two months"))
        .awaitAccepted(Duration.ofSeconds(10));
    Acme.awaitText(hers, "two months");

    assertThat(alice.trust().safetyNumber(hers.id(), bob.self()).digits())
        .isEqualTo(before.digits());
    assertThat(alice.trust().of(bob.self())).isEqualTo(Verification.VERIFIED);
  }

  @Test
  void companiesCompareTheFingerprintOfTheirRoots() {
    KnownOrganisation known = alice.trust().organisations().get(0);
    assertThat(known.organisation()).isEqualTo("acme.example");
    assertThat(known.fingerprint()).isEqualTo(acme.authority.fingerprint());
    assertThat(known.matches(bob.trust().organisations().get(0).payload())).isTrue();
    assertThat(known.verification()).isEqualTo(Verification.UNVERIFIED);
    assertThatThrownBy(
            () -> alice.trust().organisationVerified("acme.example", "00000 ".repeat(12).trim()))
        .isInstanceOf(IllegalArgumentException.class);

    alice.trust().organisationVerified("acme.example", known.fingerprint());

    assertThat(alice.trust().organisations().get(0).verification())
        .isEqualTo(Verification.VERIFIED);
    assertThat(Acme.events(alice, OrganisationVerificationChanged.class)).hasSize(1);
  }
}

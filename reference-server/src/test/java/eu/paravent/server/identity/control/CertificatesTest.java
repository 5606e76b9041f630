package eu.paravent.server.identity.control;

import static eu.paravent.server.identity.control.TestCertificates.NOW;
import static eu.paravent.server.identity.control.TestCertificates.newKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.server.problems.control.Refusal;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CertificatesTest {
  private final KeyPair rootKey = newKey();
  private final KeyPair deviceKey = newKey();
  private final byte[] root = TestCertificates.root(rootKey).der();
  private final DeviceName.Staff alice = new DeviceName.Staff("acme.example", "alice", "alice-1");
  private final DeviceName.Guest guest = new DeviceName.Guest("acme.example", "inv1", "guest1");

  @Test
  void takesARootOfTheOrganisation() throws Exception {
    assertThat(Certificates.checkRoot(root, "acme.example", NOW))
        .isEqualTo(Ed25519Keys.raw(rootKey.getPublic()));
  }

  @Test
  void refusesARootOfAnotherName() {
    refused(() -> Certificates.checkRoot(root, "other.example", NOW));
    refused(() -> checkRoot(TestCertificates.root(rootKey).subject("O=acme.example,C=DE")));
    refused(() -> checkRoot(TestCertificates.root(rootKey).subject("CN=acme.example")));
  }

  @Test
  void refusesARootThatIsNotItsOwnCa() {
    refused(() -> checkRoot(TestCertificates.root(rootKey).authority(false)));
    refused(() -> checkRoot(TestCertificates.root(rootKey).signedBy(newKey().getPrivate())));
    refused(() -> checkRoot(TestCertificates.root(rootKey).strangeExtension()));
  }

  @Test
  void refusesARootOfAnotherAlgorithm() throws Exception {
    KeyPair p256 = KeyPairGenerator.getInstance("EC").generateKeyPair();

    refused(() -> checkRoot(TestCertificates.root(rootKey).key(p256.getPublic())));
  }

  @Test
  void refusesAnythingThatIsNotOneDerCertificate() {
    refused(() -> Certificates.checkRoot(new byte[0], "acme.example", NOW));
    refused(() -> Certificates.checkRoot(new byte[] {0x30, 0x00}, "acme.example", NOW));
    refused(
        () -> Certificates.checkRoot(Arrays.copyOf(root, root.length + 1), "acme.example", NOW));
  }

  @Test
  void takesAStaffDeviceUnderTheRegisteredRoot() throws Exception {
    VerifiedDevice device = checkStaff(staff());

    assertThat(device.name().uri()).isEqualTo("mimi://acme.example/d/alice-1");
    assertThat(device.name().userUri()).isEqualTo("mimi://acme.example/u/alice");
    assertThat(device.signatureKey()).isEqualTo(Ed25519Keys.raw(deviceKey.getPublic()));
  }

  @Test
  void refusesADeviceOfAForeignRoot() {
    KeyPair foreign = newKey();

    refused(() -> checkStaff(TestCertificates.staff(foreign, deviceKey.getPublic())));
  }

  @Test
  void refusesAnotherRootInTheChain() {
    byte[] otherRoot = TestCertificates.root(newKey()).der();

    refused(() -> Certificates.checkStaff(alice, List.of(staff().der(), otherRoot), root, NOW));
    refused(() -> Certificates.checkStaff(alice, List.of(staff().der()), root, NOW));
  }

  @Test
  void refusesADeviceOutsideOfItsTime() {
    refused(
        () ->
            checkStaff(
                staff().valid(NOW.minus(Duration.ofDays(2)), NOW.minus(Duration.ofSeconds(1)))));
    refused(
        () ->
            checkStaff(
                staff().valid(NOW.plus(Duration.ofMinutes(5)), NOW.plus(Duration.ofDays(1)))));
  }

  @Test
  void forgivesAClockThatIsALittleAhead() {
    assertThat(
            checkStaff(
                staff().valid(NOW.plus(Duration.ofMinutes(1)), NOW.plus(Duration.ofDays(1)))))
        .isNotNull();
  }

  @Test
  void refusesADeviceThatCouldMakeDevices() {
    refused(() -> checkStaff(staff().authority(true)));
  }

  @Test
  void refusesNamesThatAreNotUserAndDeviceOfOneOrganisation() {
    refused(() -> checkStaff(staff().uris("mimi://acme.example/d/alice-1")));
    refused(
        () ->
            checkStaff(
                staff().uris("mimi://other.example/u/alice", "mimi://acme.example/d/alice-1")));
    refused(
        () ->
            checkStaff(staff().uris("mimi://acme.example/u/alice", "mimi://acme.example/d/bob-1")));
    refused(
        () ->
            checkStaff(
                staff()
                    .uris(
                        "mimi://acme.example/u/alice",
                        "mimi://acme.example/d/alice-1",
                        "mimi://acme.example/d/alice-2")));
    refused(() -> checkStaff(staff().uris("mimi://acme.example/u/a b", "mimi://acme.example/d/x")));
  }

  @Test
  void takesAGuestUnderTheKeyOfItsInvite() {
    assertThat(checkGuest(guestCertificate(), "groupOne").name()).isEqualTo(guest);
  }

  @Test
  void refusesAGuestOfAnotherInviteKeyGroupOrIssuer() {
    refused(() -> checkGuest(guestCertificate().signedBy(newKey().getPrivate()), "groupOne"));
    refused(() -> checkGuest(guestCertificate(), "groupTwo"));
    refused(() -> checkGuest(guestCertificate().group(""), "groupOne"));
    refused(() -> checkGuest(guestCertificate().issuerName("CN=invite inv2"), "groupOne"));
    refused(
        () -> checkGuest(guestCertificate().uris("mimi://acme.example/g/inv1/other"), "groupOne"));
  }

  private TestCertificates staff() {
    return TestCertificates.staff(rootKey, deviceKey.getPublic());
  }

  private TestCertificates guestCertificate() {
    return TestCertificates.guest(rootKey, deviceKey.getPublic());
  }

  private static byte[] checkRoot(TestCertificates certificate) {
    return Certificates.checkRoot(certificate.der(), "acme.example", NOW);
  }

  private VerifiedDevice checkStaff(TestCertificates certificate) {
    return Certificates.checkStaff(alice, List.of(certificate.der(), root), root, NOW);
  }

  private VerifiedDevice checkGuest(TestCertificates certificate, String group) {
    try {
      return Certificates.checkGuest(
          guest, List.of(certificate.der()), Ed25519Keys.raw(rootKey.getPublic()), group, NOW);
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.problem().code()).isEqualTo("certificate-refused"));
  }
}

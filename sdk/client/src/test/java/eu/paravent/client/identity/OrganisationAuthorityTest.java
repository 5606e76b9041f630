package eu.paravent.client.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.UserId;
import eu.paravent.client.internal.keys.Certificate;
import eu.paravent.client.internal.keys.SigningKey;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrganisationAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final char[] PASSWORD = "correct horse".toCharArray();

  private final OrganisationAuthority authority =
      OrganisationAuthority.create("acme.example", () -> NOW);
  private final SigningKey device = SigningKey.generate(new SecureRandom());

  @TempDir Path folder;

  @Test
  void itVouchesForADeviceOfItsUserForNinetyDays() throws Exception {
    Enroller enroller = authority.enroller("alice");

    List<byte[]> chain =
        enroller.certify(new DeviceRequest(enroller.user(), "laptop", device.publicKey()));

    Certificate certificate = Certificate.read(chain.get(0));
    assertThat(chain.get(1)).isEqualTo(authority.rootCertificate());
    assertThat(certificate.user()).isEqualTo(authority.user("alice"));
    assertThat(certificate.deviceUri()).isEqualTo("mimi://acme.example/d/laptop");
    assertThat(certificate.publicKey()).isEqualTo(device.publicKey());
    assertThat(certificate.signedBy(Certificate.read(chain.get(1)).publicKey())).isTrue();
    assertThat(certificate.signedBy(device.publicKey())).isFalse();
    assertThat(certificate.validAt(NOW.plus(Duration.ofDays(89)))).isTrue();
    assertThat(certificate.validAt(NOW.plus(Duration.ofDays(91)))).isFalse();
  }

  @Test
  void itVouchesForNobodyElse() {
    DeviceRequest bobs = new DeviceRequest(authority.user("bob"), "laptop", device.publicKey());
    DeviceRequest foreign =
        new DeviceRequest(UserId.of("other.example", "bob"), "laptop", device.publicKey());

    assertThatThrownBy(() -> authority.enroller("alice").certify(bobs))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> authority.issue(foreign, Duration.ofDays(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OrganisationAuthority.create("ACME Example"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFileIsMadeOnceAndOfOneOrganisation() {
    Path file = folder.resolve("authority.p12");
    OrganisationAuthority made = OrganisationAuthority.loadOrCreate(file, PASSWORD, "acme.example");

    assertThat(OrganisationAuthority.loadOrCreate(file, PASSWORD, "acme.example").rootCertificate())
        .isEqualTo(made.rootCertificate());
    assertThatThrownBy(() -> OrganisationAuthority.loadOrCreate(file, PASSWORD, "other.example"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("acme.example");
    assertThatThrownBy(
            () -> OrganisationAuthority.loadOrCreate(file, new char[] {'x'}, "acme.example"))
        .isInstanceOf(AuthorityFileException.class);
    assertThat(OrganisationAuthority.load(file, PASSWORD).rootCertificate())
        .isEqualTo(made.rootCertificate());
  }

  @Test
  void pseudonymsAreStableAndTellNothing() {
    assertThat(authority.user("alice"))
        .isEqualTo(authority.user("alice"))
        .isNotEqualTo(authority.user("bob"));
    assertThat(authority.user("alice").uri()).doesNotContain("alice");
    assertThat(OrganisationAuthority.create("acme.example").user("alice"))
        .isNotEqualTo(authority.user("alice"));
  }

  @Test
  void itsFileBringsEverythingBackAndOnlyWithThePassword() throws Exception {
    Path file = folder.resolve("authority.p12");
    authority.save(file, PASSWORD);
    authority.save(file, PASSWORD);

    OrganisationAuthority loaded = OrganisationAuthority.load(file, PASSWORD, () -> NOW);

    assertThat(loaded.organisation()).isEqualTo("acme.example");
    assertThat(loaded.rootCertificate()).isEqualTo(authority.rootCertificate());
    assertThat(loaded.fingerprint())
        .isEqualTo(authority.fingerprint())
        .matches("(\\d{5} ){11}\\d{5}");
    assertThat(loaded.user("alice")).isEqualTo(authority.user("alice"));
    Certificate issued =
        Certificate.read(
            loaded
                .issue(
                    new DeviceRequest(loaded.user("a"), "d", device.publicKey()),
                    Duration.ofDays(1))
                .get(0));
    assertThat(issued.signedBy(Certificate.read(authority.rootCertificate()).publicKey())).isTrue();
    assertThatThrownBy(() -> OrganisationAuthority.load(file, "wrong".toCharArray()))
        .isInstanceOf(AuthorityFileException.class);
    Files.write(file, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> OrganisationAuthority.load(file, PASSWORD))
        .isInstanceOf(AuthorityFileException.class);
    assertThatThrownBy(() -> OrganisationAuthority.load(folder.resolve("none.p12"), PASSWORD))
        .isInstanceOf(AuthorityFileException.class);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void itProvesItsRootToOneServer() {
    String[] parts =
        authority.registrationProof(URI.create("https://chat.acme.example")).split("\\.");
    String claims =
        new String(
            Base64.getUrlDecoder().decode(parts[1]), java.nio.charset.StandardCharsets.UTF_8);

    assertThat(claims)
        .contains(
            "\"sub\":\"acme.example\"",
            "https:",
            "chat.acme.example",
            "\"iat\":" + NOW.getEpochSecond());
    assertThat(authority.toString()).isEqualTo("OrganisationAuthority[acme.example]");
  }
}

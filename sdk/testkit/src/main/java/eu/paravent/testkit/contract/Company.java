package eu.paravent.testkit.contract;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.notices.OrganisationProfile;
import eu.paravent.protocol.notices.PrivacyNotice;
import eu.paravent.protocol.notices.SignedProfile;
import eu.paravent.protocol.organisations.OrganisationRegistration;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** An organisation of its own for each test, with a root key that lives as long as the test. */
final class Company {
  private final String id;
  private final Instant now;
  private final Ed25519PrivateKeyParameters rootKey = DeviceKey.newKey();
  private final CertificateMaker maker;
  private final byte[] root;

  Company(String id, Instant now) {
    this.id = id;
    this.now = now;
    maker = new CertificateMaker("O=" + id, rootKey);
    root = maker.root(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(3650)));
  }

  /** With a random id, because a server's database outlives the test. */
  static Company fresh(Instant now) {
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    return new Company("c" + HexFormat.of().formatHex(random) + ".example", now);
  }

  String id() {
    return id;
  }

  byte[] root() {
    return root.clone();
  }

  /** Another company that claims the same name. */
  Company impostor() {
    return new Company(id, now);
  }

  Caller.Answer register(Caller caller, String audience, String registrationToken) {
    return registerWith(caller, registrationToken, proof(audience).signedBy(rootKey));
  }

  Caller.Answer registerWith(Caller caller, String registrationToken, String proof) {
    return registerAs(caller, registrationToken, proof, Caller.newKey());
  }

  Caller.Answer registerAs(
      Caller caller, String registrationToken, String proof, String idempotencyKey) {
    return caller.send(
        "PUT",
        Paths.fill(Paths.ORGANISATION, id),
        Map.of(
            Headers.REGISTRATION_TOKEN,
            registrationToken,
            Headers.IDEMPOTENCY_KEY,
            idempotencyKey,
            "Content-Type",
            Headers.JSON),
        Json.write(new OrganisationRegistration(root(), proof)));
  }

  String signedProof(String audience) {
    return proof(audience).signedBy(rootKey);
  }

  Jwt proof(String audience) {
    return Jwt.proof(id, audience, now);
  }

  /** A list of this root. */
  byte[] revocations(long number, DeviceKey... devices) {
    return revocations(number, now, devices);
  }

  byte[] revocations(long number, Instant from, DeviceKey... devices) {
    return maker.revocations(
        number, from, Arrays.stream(devices).map(device -> device.chain().get(0)).toList());
  }

  /** What this company says of itself, signed by its root. */
  SignedProfile profile(long version, long noticeVersion) {
    return new SignedProfile(
        Jwt.statement(SignedProfile.TYPE, profileContent(version, noticeVersion))
            .signedBy(rootKey));
  }

  OrganisationProfile profileContent(long version, long noticeVersion) {
    return new OrganisationProfile(
        id,
        version,
        "Acme GmbH",
        "Hauptstr. 1, 12345 Musterstadt",
        "chat@" + id,
        "dpo@" + id,
        "Germany",
        new PrivacyNotice(
            noticeVersion,
            "https://" + id + "/privacy",
            "Wir speichern, was Sie schreiben, zehn Jahre.",
            "We keep what you write for ten years.",
            List.of(
                new PrivacyNotice.Purpose("Auftrag", "Order", PrivacyNotice.Purpose.CONTRACT))));
  }

  /** Any statement, signed by this company's root. */
  String signed(Jwt statement) {
    return statement.signedBy(rootKey);
  }

  DeviceKey device(String user, String device) {
    return device(user, device, now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(90)));
  }

  DeviceKey device(String user, String device, Instant notBefore, Instant notAfter) {
    String uri = "mimi://" + id + "/d/" + device;
    Ed25519PrivateKeyParameters key = DeviceKey.newKey();
    byte[] certificate =
        maker.device(
            "CN=" + device,
            key.generatePublicKey(),
            List.of("mimi://" + id + "/u/" + user, uri),
            notBefore,
            notAfter);
    return new DeviceKey(uri, key, List.of(certificate, root()));
  }
}

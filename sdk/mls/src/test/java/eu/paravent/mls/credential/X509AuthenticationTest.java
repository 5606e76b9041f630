package eu.paravent.mls.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.credential.AuthenticationService.CredentialException;
import eu.paravent.mls.credential.AuthenticationService.Occasion;
import eu.paravent.mls.credential.AuthenticationService.Presented;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.Authority;
import eu.paravent.mls.testing.Authority.Request;
import eu.paravent.mls.testing.Keys;
import eu.paravent.mls.testing.Person;
import eu.paravent.mls.testing.Vectors;
import java.security.cert.CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 9420 §5.3 and RFC 5280 §6: which chains are believed. */
class X509AuthenticationTest {
  private static final Authority ROOT = Authority.root("Root");
  private static final Authority OFFICE = ROOT.intermediate("Office");
  private static final Authority STRANGER = Authority.root("Root");
  private static final byte[] KEY = publicKey(CipherSuite.values()[0]);

  private final X509Authentication service = trusting(ROOT).build();

  private static byte[] publicKey(CipherSuite suite) {
    SuiteCrypto crypto = Vectors.crypto(suite);
    return crypto.signatureKeyPair(Keys.fresh(suite.signature())).publicKey();
  }

  private static X509Authentication.Builder trusting(Authority anchor) {
    return X509Authentication.builder()
        .trust(anchor.certificate())
        .clock(InstantSource.fixed(Person.NOW));
  }

  private static Request alice() {
    return new Request("CN=Alice,O=Shop", Authority.signatureKey(KEY));
  }

  private static Credential.X509 chain(X509Certificate endEntity, Authority... issuers) {
    return new Credential.X509(
        Stream.concat(
                Stream.of(Authority.der(endEntity)), Arrays.stream(issuers).map(Authority::der))
            .toList());
  }

  private static Presented presented(Credential credential) {
    return new Presented(
        credential, KEY, "group".getBytes(UTF_8), Extensions.empty(), Occasion.ADDED);
  }

  private static void refused(AuthenticationService by, String because, Credential credential) {
    assertThatThrownBy(() -> by.validate(presented(credential)))
        .isInstanceOf(CredentialException.class)
        .hasMessageContaining(because);
  }

  private void refused(String because, Credential credential) {
    refused(service, because, credential);
  }

  @Tag("checklist-18")
  @ParameterizedTest
  @EnumSource(CipherSuite.class)
  void aChainToTheAnchorIsBelievedForTheSignatureKeyOfEverySuite(CipherSuite suite)
      throws CredentialException {
    byte[] key = publicKey(suite);
    X509Certificate certificate =
        OFFICE.issue(new Request("CN=Alice", Authority.signatureKey(key)));

    service.validate(
        new Presented(
            chain(certificate, OFFICE), key, new byte[0], Extensions.empty(), Occasion.ADDED));
  }

  @Test
  void theAnchorMayStandAtTheEndOfTheChain() throws CredentialException {
    service.validate(presented(chain(OFFICE.issue(alice()), OFFICE, ROOT)));
    service.validate(presented(chain(ROOT.issue(alice()))));
  }

  @Tag("checklist-18")
  @Test
  @Shows(Demand.CERTIFICATE_KEY)
  void aCertificateForAnotherKeyIsRefused() {
    byte[] other = publicKey(CipherSuite.values()[0]);

    refused(
        "another key",
        chain(OFFICE.issue(new Request("CN=Alice", Authority.signatureKey(other))), OFFICE));
  }

  /** The same 32 bytes may be a key of two kinds. */
  @Tag("checklist-18")
  @Test
  @Shows(Demand.SIGNATURE_ALGORITHM)
  void aCertificateForAKeyOfAnotherAlgorithmIsRefused() {
    refused(
        "another key",
        chain(OFFICE.issue(new Request("CN=Alice", Authority.agreementKey(KEY))), OFFICE));
  }

  @Tag("checklist-18")
  @Test
  void aKeyOfNoKnownLengthIsRefused() {
    Credential credential = chain(OFFICE.issue(alice()), OFFICE);

    assertThatThrownBy(
            () ->
                service.validate(
                    new Presented(
                        credential,
                        Arrays.copyOf(KEY, 31),
                        new byte[0],
                        Extensions.empty(),
                        Occasion.ADDED)))
        .isInstanceOf(CredentialException.class);
  }

  @Test
  void anEmptyOrOverlongChainIsRefused() {
    byte[] one = Authority.der(OFFICE.issue(alice()));

    refused("0 certificates", new Credential.X509(List.of()));
    refused(
        "9 certificates",
        new Credential.X509(Collections.nCopies(X509Authentication.MAX_CHAIN + 1, one)));
  }

  @Test
  void anExpiredCertificateIsRefused() {
    Request past =
        alice().valid(Person.NOW.minus(Duration.ofDays(9)), Person.NOW.minus(Duration.ofDays(1)));

    refused("EXPIRED at 0", chain(OFFICE.issue(past), OFFICE));
  }

  @Test
  void aCertificateThatIsNotYetValidIsRefused() {
    Request future =
        alice().valid(Person.NOW.plus(Duration.ofDays(1)), Person.NOW.plus(Duration.ofDays(9)));

    refused("NOT_YET_VALID at 0", chain(OFFICE.issue(future), OFFICE));
  }

  /** Of the same name as the right one. */
  @Test
  void aChainToAnotherAnchorIsRefused() {
    Authority office = STRANGER.intermediate("Office");

    refused("INVALID_SIGNATURE", chain(office.issue(alice()), office));
    refused("INVALID_SIGNATURE", chain(office.issue(alice()), office, STRANGER));
  }

  @Test
  void aChainInAnotherOrderIsRefused() {
    Authority desk = OFFICE.intermediate("Desk");
    X509Certificate certificate = desk.issue(alice());

    refused("", chain(certificate, OFFICE, desk));
    refused("another key", chain(desk.certificate(), desk, OFFICE));
    List<byte[]> reversed = new ArrayList<>(chain(certificate, desk, OFFICE).chain());
    Collections.reverse(reversed);
    refused("another key", new Credential.X509(reversed));
  }

  @Test
  void aChainWithAGapIsRefused() {
    refused("", chain(OFFICE.intermediate("Desk").issue(alice()), OFFICE));
    refused("", chain(OFFICE.issue(alice())));
  }

  /** A person's certificate certifies nobody. */
  @Test
  void whoIsNoAuthorityCannotCertify() {
    Authority desk = OFFICE.intermediate("Desk");
    X509Certificate notAnAuthority =
        OFFICE.issue(
            new Request(
                "CN=Desk",
                org.bouncycastle.asn1.x509.SubjectPublicKeyInfo.getInstance(
                    desk.certificate().getPublicKey().getEncoded())));

    refused(
        "at 1",
        new Credential.X509(
            List.of(
                Authority.der(desk.issue(alice())), Authority.der(notAnAuthority), OFFICE.der())));
  }

  @Test
  void aCertificateWhoseKeyIsNotForSignaturesIsRefused() {
    refused(
        "digital signatures", chain(OFFICE.issue(alice().usage(KeyUsage.keyEncipherment)), OFFICE));
  }

  @Test
  void aCertificateThatNamesNobodyIsRefused() {
    Request nameless = new Request("", Authority.signatureKey(KEY));

    refused(
        "cannot be read", new Credential.X509(List.of(OFFICE.issueDer(nameless), OFFICE.der())));
  }

  @Test
  void whatIsNotExactlyOneCertificateInDerIsRefused() {
    byte[] der = Authority.der(OFFICE.issue(alice()));
    String pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(der)
            + "\n-----END CERTIFICATE-----\n";

    refused("DER", new Credential.X509(List.of(Arrays.copyOf(der, der.length + 1), OFFICE.der())));
    refused("DER", new Credential.X509(List.of(pem.getBytes(UTF_8), OFFICE.der())));
    refused("cannot be read", new Credential.X509(List.of(new byte[0], OFFICE.der())));
  }

  @Test
  void changedCertificatesAreRefusedWithTheDeclaredException() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] der = Authority.der(OFFICE.issue(alice()));
    // all but the signature, of 72 bytes at most and its algorithm before it
    int signed = der.length - 90;
    for (int round = 0; round < 2_000; round++) {
      byte[] changed =
          random.nextInt(8) == 0 ? Arrays.copyOf(der, random.nextInt(der.length)) : der;
      changed = changed.clone();
      for (int i = 0; i <= random.nextInt(3) && changed.length > 0; i++) {
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      }
      if (!Arrays.equals(changed, der)) {
        Credential.X509 credential = new Credential.X509(List.of(changed, OFFICE.der()));
        try {
          service.validate(presented(credential));
          // what is signed is the same: an encoding of the signature that the platform takes, too
          assertThat(Arrays.copyOf(changed, signed))
              .as("seed " + seed)
              .isEqualTo(Arrays.copyOf(der, signed));
        } catch (CredentialException e) {
          // as it should be
        }
        service.sameClient(credential, credential);
      }
    }
  }

  @Test
  void aRevokedCertificateAndOneWithoutAListAreRefused() throws CredentialException {
    X509Certificate certificate = OFFICE.issue(alice());
    List<CRL> lists = new ArrayList<>(List.of(ROOT.revoke(List.of()), OFFICE.revoke(List.of())));
    X509Authentication checking = trusting(ROOT).revocationLists(() -> lists).build();
    Credential credential = chain(certificate, OFFICE);
    checking.validate(presented(credential));

    lists.set(1, OFFICE.revoke(List.of(certificate)));
    refused(checking, "REVOKED at 0", credential);
    lists.set(1, OFFICE.revoke(List.of()));
    lists.set(0, ROOT.revoke(List.of(OFFICE.certificate())));
    refused(checking, "REVOKED at 1", credential);
    lists.remove(1);
    lists.set(0, ROOT.revoke(List.of()));
    refused(checking, "UNDETERMINED_REVOCATION_STATUS at 0", credential);
  }

  @Test
  void otherCredentialsAreForAnotherServiceToJudge() throws CredentialException {
    Credential basic = new Credential.Basic("alice".getBytes(UTF_8));
    Credential unknown = new Credential.Unknown(0xf000, KEY);
    X509Authentication both = trusting(ROOT).others(new AcceptAll()).build();

    refused("Only X.509", basic);
    refused("Only X.509", unknown);
    assertThat(service.sameClient(basic, basic)).isFalse();
    both.validate(presented(basic));
    assertThat(both.sameClient(basic, basic)).isTrue();
    Credential certified = chain(OFFICE.issue(alice()), OFFICE);
    assertThat(both.sameClient(certified, basic)).isFalse();
    assertThat(both.sameClient(basic, certified)).isFalse();
  }

  @Test
  void theSameNamesAreTheSameClientWhateverTheKey() {
    Request renewed =
        new Request("CN=Alice,O=Shop", Authority.signatureKey(publicKey(CipherSuite.values()[0])));
    Credential.X509 before = chain(OFFICE.issue(alice()), OFFICE);

    assertThat(service.sameClient(before, chain(ROOT.issue(renewed)))).isTrue();
    assertThat(service.sameClient(before, chain(OFFICE.issue(alice().mail("a@shop.example")))))
        .isFalse();
    assertThat(
            service.sameClient(
                before,
                chain(OFFICE.issue(new Request("CN=Bob,O=Shop", Authority.signatureKey(KEY))))))
        .isFalse();
    assertThat(service.sameClient(before, new Credential.X509(List.of()))).isFalse();
    assertThat(service.identity(before)).isPresent();
    assertThat(service.identity(new Credential.X509(List.of(KEY)))).isEmpty();
  }

  @Test
  void theHostDecidesWhatIdentifies() throws CredentialException {
    X509Authentication byMail =
        trusting(ROOT)
            .identity(
                certificate ->
                    certificate.getSubjectX500Principal().getName().contains("Shop")
                        ? Optional.of("the shop")
                        : Optional.empty())
            .build();
    byMail.validate(presented(chain(OFFICE.issue(alice()), OFFICE)));

    refused(
        byMail,
        "names nobody",
        chain(OFFICE.issue(new Request("CN=Eve", Authority.signatureKey(KEY))), OFFICE));
  }

  @Test
  void withoutAnAnchorThereIsNothingToTrust() {
    assertThatThrownBy(() -> X509Authentication.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("anchor");
  }
}

package eu.paravent.client.internal.notice;

import eu.paravent.client.UntrustedException;
import eu.paravent.client.internal.keys.Certificate;
import eu.paravent.client.internal.keys.Fingerprint;
import eu.paravent.client.internal.keys.SigningKey;
import eu.paravent.client.internal.keys.Statement;
import eu.paravent.client.notice.CompanyProfile;
import eu.paravent.client.notice.PrivacyNotice;
import eu.paravent.client.notice.PrivacyNotice.LegalBasis;
import eu.paravent.client.notice.PrivacyNotice.Purpose;
import eu.paravent.protocol.notices.OrganisationProfile;
import eu.paravent.protocol.notices.SignedProfile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A company's profile that was checked, as it is shown to someone.
 *
 * @param hash SHA-256 of what was signed: names exactly this profile
 */
public record ProfileShown(String organisation, CompanyProfile profile, byte[] hash) {
  /**
   * @param root certificate of the organisation, DER, which the link vouches for
   * @throws UntrustedException if the root has not signed it
   */
  public static ProfileShown verify(String signed, String organisation, byte[] root) {
    try {
      OrganisationProfile content =
          Statement.verify(
                  signed,
                  SignedProfile.TYPE,
                  OrganisationProfile.class,
                  Certificate.read(root).publicKey())
              .filter(said -> said.organisation().equals(organisation))
              .filter(said -> said.defect().isEmpty())
              .orElseThrow(ProfileShown::forged);
      return new ProfileShown(
          organisation,
          shown(content),
          Fingerprint.hash(signed.getBytes(StandardCharsets.US_ASCII)));
    } catch (Certificate.CertificateException e) {
      throw forged();
    }
  }

  private static UntrustedException forged() {
    return new UntrustedException(
        "The profile that the server shows was not signed by the company", null);
  }

  /**
   * @throws IllegalArgumentException if something is missing or too long
   */
  public static String sign(
      CompanyProfile profile, String organisation, long version, SigningKey root) {
    OrganisationProfile content =
        new OrganisationProfile(
            organisation,
            version,
            profile.name(),
            profile.address(),
            profile.contact(),
            profile.dataProtectionOfficer(),
            profile.region(),
            written(profile.notice()));
    content
        .defect()
        .ifPresent(
            defect -> {
              throw new IllegalArgumentException(defect);
            });
    return Statement.sign(SignedProfile.TYPE, content, root, List.of());
  }

  private static CompanyProfile shown(OrganisationProfile content) {
    eu.paravent.protocol.notices.PrivacyNotice notice = content.notice();
    return new CompanyProfile(
        content.name(),
        content.address(),
        content.contact(),
        content.dataProtectionOfficer(),
        content.region(),
        new PrivacyNotice(
            notice.version(),
            notice.link(),
            notice.german(),
            notice.english(),
            notice.purposes().stream()
                .map(p -> new Purpose(p.german(), p.english(), basis(p.basis())))
                .toList()));
  }

  private static eu.paravent.protocol.notices.PrivacyNotice written(PrivacyNotice notice) {
    return new eu.paravent.protocol.notices.PrivacyNotice(
        notice.version(),
        notice.link(),
        notice.german(),
        notice.english(),
        notice.purposes().stream()
            .map(
                p ->
                    new eu.paravent.protocol.notices.PrivacyNotice.Purpose(
                        p.german(), p.english(), basis(p.basis())))
            .toList());
  }

  private static String basis(LegalBasis basis) {
    return basis.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static LegalBasis basis(String written) {
    return LegalBasis.valueOf(written.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}

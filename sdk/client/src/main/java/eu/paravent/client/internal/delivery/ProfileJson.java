package eu.paravent.client.internal.delivery;

import eu.paravent.client.notice.CompanyProfile;
import eu.paravent.client.notice.PrivacyNotice;
import eu.paravent.client.notice.PrivacyNotice.LegalBasis;
import eu.paravent.client.notice.PrivacyNotice.Purpose;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.notices.OrganisationProfile;
import eu.paravent.protocol.notices.SignedProfile;
import java.util.Locale;
import java.util.Optional;

/** What a company signs of itself. */
public final class ProfileJson {
  public static final String TYPE = SignedProfile.TYPE;

  private ProfileJson() {}

  /** Empty where it is unreadable, incomplete, or of another organisation. */
  public static Optional<CompanyProfile> read(byte[] json, String organisation) {
    try {
      OrganisationProfile content = Json.read(OrganisationProfile.class, json);
      return Optional.of(content)
          .filter(said -> said.organisation().equals(organisation) && said.defect().isEmpty())
          .map(ProfileJson::shown);
    } catch (Json.UnreadableException e) {
      return Optional.empty();
    }
  }

  /**
   * @throws IllegalArgumentException if something is missing or too long
   */
  public static byte[] write(CompanyProfile profile, String organisation, long version) {
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
    return Json.write(content);
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

package eu.paravent.client.internal.delivery;

import eu.paravent.client.notice.CompanyKeeping;
import eu.paravent.client.notice.CompanyProfile;
import eu.paravent.client.notice.PrivacyNotice;
import eu.paravent.client.notice.PrivacyNotice.LegalBasis;
import eu.paravent.client.notice.PrivacyNotice.Purpose;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Retention;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.notices.KeepingRule;
import eu.paravent.protocol.notices.OrganisationProfile;
import eu.paravent.protocol.notices.SignedProfile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  /** Of a profile that can be read. */
  public static long version(byte[] json) {
    try {
      return Json.read(OrganisationProfile.class, json).version();
    } catch (Json.UnreadableException e) {
      throw new IllegalArgumentException("No profile", e);
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
            written(profile.notice()),
            rules(profile.keeping()),
            profile.keeping().ciphertextDays());
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
                .toList()),
        new CompanyKeeping(usual(content), content.ciphertextDays()));
  }

  private static Map<ConversationClass, Retention> usual(OrganisationProfile content) {
    Map<ConversationClass, Retention> usual = new EnumMap<>(ConversationClass.class);
    content
        .keeping()
        .orElse(List.of())
        .forEach(
            rule ->
                usual.put(
                    ConversationClass.valueOf(
                        rule.kind().toUpperCase(Locale.ROOT).replace('-', '_')),
                    new Retention(rule.minimumDays(), rule.maximumDays())));
    return usual;
  }

  private static Optional<List<KeepingRule>> rules(CompanyKeeping keeping) {
    List<KeepingRule> rules = new ArrayList<>();
    keeping
        .usual()
        .forEach(
            (kind, retention) ->
                rules.add(
                    new KeepingRule(
                        kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        retention.minimumDays(),
                        retention.maximumDays())));
    return rules.isEmpty() ? Optional.empty() : Optional.of(rules);
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

  static String basis(LegalBasis basis) {
    return basis.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static LegalBasis basis(String written) {
    return LegalBasis.valueOf(written.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}

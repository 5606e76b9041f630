package eu.paravent.server.privacy.control;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.notices.OrganisationProfile;
import eu.paravent.protocol.notices.Receipt;
import eu.paravent.protocol.notices.ReceiptList;
import eu.paravent.protocol.notices.SignedReceipt;
import eu.paravent.protocol.privacy.PrivacyOverview;
import eu.paravent.protocol.privacy.PrivacyOverview.Company;
import eu.paravent.protocol.privacy.PrivacyOverview.Retention;
import eu.paravent.server.notices.control.Profiles;
import eu.paravent.server.notices.control.Published;
import eu.paravent.server.organisations.control.Organisations;
import eu.paravent.server.privacy.entity.PrivacyRows;
import eu.paravent.server.requests.control.Page;
import eu.paravent.server.settings.control.Configuration;
import eu.paravent.server.settings.control.Setting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Where an organisation stands, at one look. */
@ApplicationScoped
public class Overview {
  private static final String KNOWN = "known", NONE_KNOWN = "none-known";

  @Inject Organisations organisations;
  @Inject Profiles profiles;
  @Inject Configuration configuration;
  @Inject PrivacyRows rows;
  @Inject Together together;

  public PrivacyOverview of(String organisation) {
    organisations.require(organisation);
    Optional<Published> published = profiles.published(organisation);
    Optional<Integer> own = published.flatMap(one -> one.profile().ciphertextDays());
    Together.Shown shared = together.of(organisation);
    List<PrivacyOverview.Archivist> archivists = rows.archivists(organisation);
    return new PrivacyOverview(
        organisation,
        Software.name(),
        configuration.value(Setting.PROFILE).shown(),
        configuration.hash(),
        shared.deviations(configuration),
        List.of(
            days("messages", Setting.MESSAGE_RETENTION_DAYS, own),
            days("attachments", Setting.ATTACHMENT_RETENTION_DAYS, own),
            days("audit", Setting.AUDIT_RETENTION_DAYS, Optional.empty()),
            new Retention("answers", Limits.ANSWER_RETENTION.toDays())),
        published.map(Overview::company),
        new PrivacyOverview.ReceiptFigures(
            rows.receipts(organisation, Receipt.NOTED),
            rows.receipts(organisation, Receipt.CONSENTED),
            rows.receipts(organisation, Receipt.WITHDRAWN)),
        profiles.versions(organisation),
        archivists.isEmpty() ? NONE_KNOWN : KNOWN,
        archivists,
        shared.suites(),
        shared.partners().stream()
            .map(
                one ->
                    new PrivacyOverview.Partner(
                        one.organisation(),
                        one.company().map(company -> company.profile().name()),
                        one.conversations()))
            .toList());
  }

  private Retention days(String what, Setting setting, Optional<Integer> own) {
    long days = Long.parseLong(configuration.value(setting).shown());
    return new Retention(
        what, own.filter(shorter -> shorter < days).map(Long::valueOf).orElse(days));
  }

  private static Company company(Published published) {
    OrganisationProfile profile = published.profile();
    return new Company(
        profile.name(),
        profile.address(),
        profile.contact(),
        profile.dataProtectionOfficer(),
        profile.region(),
        profile.version(),
        profile.notice().version(),
        profile.notice().link(),
        published.receivedAt());
  }

  /** What one device signed about the organisation's notices, the newest last. */
  public ReceiptList receipts(String organisation, String device, Page page) {
    organisations.require(organisation);
    Page.Mark mark = page.mark("receipts-of", 1);
    Page.Part<PrivacyRows.Signed> part =
        mark.cut(
            rows.receiptsOf(organisation, device, mark.number(0), page.limit() + 1),
            signed -> List.of(signed.number()));
    return new ReceiptList(part.map(signed -> new SignedReceipt(signed.receipt())), part.next());
  }
}

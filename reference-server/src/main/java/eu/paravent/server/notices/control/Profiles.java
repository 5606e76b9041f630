package eu.paravent.server.notices.control;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.notices.OrganisationProfile;
import eu.paravent.protocol.notices.SignedProfile;
import eu.paravent.protocol.privacy.PrivacyOverview;
import eu.paravent.server.audit.control.AuditEvent;
import eu.paravent.server.audit.control.AuditLog;
import eu.paravent.server.identity.control.Certificates;
import eu.paravent.server.identity.control.CompactJws;
import eu.paravent.server.notices.entity.NoticeRows;
import eu.paravent.server.notices.entity.PublishedProfile;
import eu.paravent.server.notices.entity.StoredProfile;
import eu.paravent.server.organisations.control.Organisations;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.Ids;
import eu.paravent.server.requests.control.ServerClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What organisations say of themselves. Only their own root can say it. */
@ApplicationScoped
public class Profiles {
  @Inject NoticeRows rows;
  @Inject Organisations organisations;
  @Inject ServerClock clock;
  @Inject AuditLog audit;

  /** Takes a profile in, unless there is a newer one; the same one again is fine. */
  public void accept(String organisation, String signed) {
    byte[] root = organisations.rootOf(organisation);
    OrganisationProfile profile = read(organisation, signed, root);
    Optional<StoredProfile> before = rows.lockProfile(organisation);
    if (before.isEmpty()) {
      StoredProfile added =
          new StoredProfile(
              organisation, profile.version(), profile.notice().version(), signed, clock.now());
      added.keepCiphertext(profile.ciphertextDays());
      rows.add(added);
      published(organisation, profile, signed);
    } else if (!before.get().profile().equals(signed)) {
      StoredProfile known = before.get();
      if (profile.version() <= known.version()
          || profile.notice().version() < known.noticeVersion()) {
        throw Refusal.of(
            ProblemCode.PROFILE_OUTDATED,
            "The server has profile "
                + known.version()
                + " with notice "
                + known.noticeVersion()
                + ". Give yours a higher number, and its notice none that is lower.");
      }
      known.replace(profile.version(), profile.notice().version(), signed, clock.now());
      known.keepCiphertext(profile.ciphertextDays());
      published(organisation, profile, signed);
    }
  }

  private void published(String organisation, OrganisationProfile profile, String signed) {
    rows.add(
        new PublishedProfile(
            organisation, profile.version(), profile.notice().version(), signed, clock.now()));
    audit.record(
        organisation,
        AuditEvent.PROFILE_PUBLISHED,
        "root",
        AuditLog.fact("profile", profile.version()),
        AuditLog.fact("notice", profile.notice().version()),
        AuditLog.fact("sha256", Ids.hash(signed.getBytes(StandardCharsets.US_ASCII))));
  }

  public SignedProfile newest(String organisation) {
    organisations.rootOf(organisation);
    return rows.profile(organisation)
        .map(stored -> new SignedProfile(stored.profile()))
        .orElseThrow(
            () ->
                Refusal.of(
                    ProblemCode.PROFILE_UNKNOWN,
                    organisation + " has not brought a profile to this server yet."));
  }

  /**
   * One that was published at some time, for who looks at a receipt of then.
   *
   * @param version a number, by the caller's word
   */
  public SignedProfile published(String organisation, String version) {
    organisations.require(organisation);
    return (version.matches("[0-9]{1,18}")
            ? rows.published(organisation, Long.parseLong(version))
            : Optional.<PublishedProfile>empty())
        .map(found -> new SignedProfile(found.profile()))
        .orElseThrow(
            () ->
                Refusal.of(
                    ProblemCode.PROFILE_UNKNOWN,
                    organisation + " has published no profile of that version here."));
  }

  /** The newest first. */
  public List<PrivacyOverview.Version> versions(String organisation) {
    return rows.published(organisation, PrivacyOverview.VERSIONS_MOST).stream()
        .map(
            one ->
                new PrivacyOverview.Version(
                    one.version(),
                    one.noticeVersion(),
                    Ids.hash(one.profile().getBytes(StandardCharsets.US_ASCII)),
                    one.receivedAt()))
        .toList();
  }

  /** Empty where it brought none yet. */
  public Optional<Published> published(String organisation) {
    byte[] root = organisations.rootOf(organisation);
    return rows.profile(organisation)
        .map(
            stored ->
                new Published(read(organisation, stored.profile(), root), stored.receivedAt()));
  }

  /** Of an organisation that may be of another server; empty where nothing is known of it. */
  public Optional<OrganisationProfile> ofMember(String organisation) {
    return organisations.known(organisation)
        ? published(organisation).map(Published::profile)
        : Optional.empty();
  }

  private static OrganisationProfile read(String organisation, String signed, byte[] root) {
    try {
      CompactJws jws = CompactJws.parse(signed, Limits.PROFILE);
      if (!jws.is(SignedProfile.TYPE)) {
        throw refused("Its type must be " + SignedProfile.TYPE + ".");
      }
      if (!jws.signedBy(Certificates.rootKey(root))) {
        throw refused("It is not signed by the root of " + organisation + ".");
      }
      OrganisationProfile profile = jws.read(OrganisationProfile.class);
      if (!profile.organisation().equals(organisation)) {
        throw refused("It is of another organisation than " + organisation + ".");
      }
      profile
          .defect()
          .ifPresent(
              defect -> {
                throw refused(defect + ".");
              });
      return profile;
    } catch (CompactJws.DefectException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private static Refusal refused(String why) {
    return Refusal.of(ProblemCode.PROFILE_REFUSED, why);
  }
}

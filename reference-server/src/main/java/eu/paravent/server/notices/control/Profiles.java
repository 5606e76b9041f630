package eu.paravent.server.notices.control;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.notices.OrganisationProfile;
import eu.paravent.protocol.notices.SignedProfile;
import eu.paravent.server.audit.control.AuditEvent;
import eu.paravent.server.audit.control.AuditLog;
import eu.paravent.server.identity.control.Certificates;
import eu.paravent.server.identity.control.CompactJws;
import eu.paravent.server.notices.entity.NoticeRows;
import eu.paravent.server.notices.entity.StoredProfile;
import eu.paravent.server.organisations.control.Organisations;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.Ids;
import eu.paravent.server.requests.control.ServerClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
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
      rows.add(
          new StoredProfile(
              organisation, profile.version(), profile.notice().version(), signed, clock.now()));
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
      published(organisation, profile, signed);
    }
  }

  private void published(String organisation, OrganisationProfile profile, String signed) {
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

  /** Empty where it brought none yet. */
  public Optional<Published> published(String organisation) {
    byte[] root = organisations.rootOf(organisation);
    return rows.profile(organisation)
        .map(
            stored ->
                new Published(read(organisation, stored.profile(), root), stored.receivedAt()));
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

package eu.paravent.server.administration.control;

import eu.paravent.protocol.organisations.OrganisationUse;
import eu.paravent.protocol.sessions.SessionList;
import eu.paravent.server.administration.entity.UseRows;
import eu.paravent.server.attachments.control.Quota;
import eu.paravent.server.organisations.control.Organisations;
import eu.paravent.server.requests.control.Page;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.sessions.control.UserSessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What administrators see and do: nothing of what is said, and of nobody's groups. */
@ApplicationScoped
public class OrganisationCare {
  @Inject UseRows rows;
  @Inject Quota quota;
  @Inject UserSessions sessions;
  @Inject Organisations organisations;
  @Inject ServerClock clock;

  public OrganisationUse use(String organisation) {
    organisations.require(organisation);
    return new OrganisationUse(
        rows.users(organisation),
        rows.devices(organisation),
        rows.sessions(organisation, clock.now()),
        rows.attachmentBytes(organisation),
        quota.bytes());
  }

  public SessionList sessions(String organisation, String user, Page page) {
    organisations.require(organisation);
    return sessions.of(organisation, user, page);
  }

  public void endSessions(String organisation, String user) {
    organisations.require(organisation);
    sessions.end(organisation, user);
  }
}

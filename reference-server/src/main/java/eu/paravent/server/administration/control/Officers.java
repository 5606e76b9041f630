package eu.paravent.server.administration.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import eu.paravent.server.audit.control.AuditEvent;
import eu.paravent.server.audit.control.AuditLog;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.Ids;
import eu.paravent.server.settings.control.Setting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * People with a role at an organisation, by a token of its issuer. That they came, or were refused,
 * is in the audit log.
 */
@ApplicationScoped
public class Officers {
  private static final Duration SHORT = Duration.ofMinutes(1), LONG = Duration.ofHours(12);
  private static final int MOST = 10_000;

  @Inject Administrators administrators;
  @Inject Issuers issuers;
  @Inject AuditLog audit;

  /** A token is one arrival, whatever is done with it; each node counts for itself. */
  private final Cache<String, Boolean> arrived =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONG).build();

  private final Cache<String, Boolean> refused =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(SHORT).build();

  /** How the audit log calls this person; everybody who does not administer is refused. */
  public String requireAdministrator(String organisation, @Nullable String authorization) {
    return require(organisation, authorization, Setting.ADMIN_ROLE);
  }

  /** How the audit log calls this person; who is no data protection officer is refused. */
  public String requireDataProtection(String organisation, @Nullable String authorization) {
    return require(organisation, authorization, Setting.DPO_ROLE);
  }

  private String require(String organisation, @Nullable String authorization, Setting role) {
    try {
      String actor =
          "officer:" + administrators.require(organisation, authorization, role).subject();
      String token =
          Ids.hash((organisation + role + authorization).getBytes(StandardCharsets.UTF_8));
      if (arrived.asMap().putIfAbsent(token, true) == null) {
        audit.recordApart(
            organisation, AuditEvent.OFFICER_SIGNED_IN, actor, AuditLog.fact("role", role(role)));
      }
      return actor;
    } catch (Refusal e) {
      // strangers make no logs: only where the operator named an issuer
      if (authorization != null
          && issuers.of(organisation).isPresent()
          && refused.asMap().putIfAbsent(organisation, true) == null) {
        audit.recordApart(
            organisation,
            AuditEvent.OFFICER_REFUSED,
            "unknown",
            AuditLog.fact("role", role(role)),
            AuditLog.fact("problem", e.problem().code()));
      }
      throw e;
    }
  }

  private static String role(Setting role) {
    return role == Setting.DPO_ROLE ? "data-protection" : "administration";
  }
}

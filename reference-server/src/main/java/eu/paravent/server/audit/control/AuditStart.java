package eu.paravent.server.audit.control;

import eu.paravent.protocol.audit.AuditEntry;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.settings.control.Configuration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The first entries of a start: a new key, and settings that are not what they were. */
@ApplicationScoped
public class AuditStart {
  private static final String SERVER = "server", HASH = "hash";

  @Inject AuditLog log;
  @Inject AuditKeys keys;
  @Inject Configuration configuration;

  @Retried
  @Transactional
  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    if (keys.open()) {
      log.record(
          AuditEntry.SERVER,
          AuditEvent.KEY_ADDED,
          SERVER,
          AuditLog.fact("key", keys.current().id()));
    }
    String hash = configuration.hash();
    Optional<String> before =
        log.newest(AuditEntry.SERVER, AuditEvent.CONFIGURATION_CHANGED)
            .flatMap(entry -> AuditLog.value(entry, HASH));
    if (before.filter(hash::equals).isEmpty()) {
      List<AuditEntry.Fact> facts = new ArrayList<>();
      facts.add(AuditLog.fact(HASH, hash));
      configuration
          .ofPrivacy()
          .forEach(value -> facts.add(AuditLog.fact(value.variable(), value.shown())));
      log.record(
          AuditEntry.SERVER,
          AuditEvent.CONFIGURATION_CHANGED,
          SERVER,
          facts.toArray(AuditEntry.Fact[]::new));
    }
  }
}

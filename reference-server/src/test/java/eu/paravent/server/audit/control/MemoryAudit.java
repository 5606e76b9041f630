package eu.paravent.server.audit.control;

import eu.paravent.server.audit.entity.AuditRows;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.settings.control.Settings;
import eu.paravent.server.system.MemoryDatabase;
import java.time.Instant;
import java.util.Map;

/** The audit log on a database in memory, with a clock that is set by hand. */
public final class MemoryAudit {
  public final AuditKeys keys = new AuditKeys();
  public final AuditLog log = new AuditLog();
  public final AuditRetention retention = new AuditRetention();
  public Instant now = Instant.parse("2026-01-31T10:00:00Z");

  public final ServerClock clock =
      new ServerClock() {
        @Override
        public Instant now() {
          return now;
        }
      };

  public MemoryAudit(MemoryDatabase database, Map<String, String> settings) {
    AuditRows rows = database.rows(new AuditRows());
    keys.rows = rows;
    keys.settings = Settings.of(settings);
    keys.clock = clock;
    log.rows = rows;
    log.keys = keys;
    log.clock = clock;
    retention.log = log;
    retention.settings = Settings.of(settings);
    retention.clock = clock;
    database.run(keys::open);
  }
}

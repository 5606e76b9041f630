package eu.paravent.server.schema;

import eu.paravent.server.system.TestDatabase;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** On PostgreSQL; needs no application server. */
class MigrationsPostgreSqlIT extends MigrationsContract {
  @Override
  protected DataSource database() {
    Map<String, String> settings = TestDatabase.fresh();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(settings.getOrDefault("PARAVENT_DB_URL", ""));
    source.setUser(settings.getOrDefault("PARAVENT_DB_USER", ""));
    source.setPassword(settings.getOrDefault("PARAVENT_DB_PASSWORD", ""));
    return source;
  }

  @Override
  protected String octets() {
    return "bytea";
  }
}

package eu.paravent.server.privacy.control;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.server.system.MemoryDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;

/** The list of stored data is the schema on the other database too. */
class StoredDataPostgreSqlIT {
  @Test
  void isTheSchemaOnPostgreSql() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      MemoryDatabase.migrate(postgres.getPostgresDatabase(), "bytea");

      assertThat(Columns.of(postgres.getPostgresDatabase()))
          .as(StoredDataTest.ADVICE)
          .isEqualTo(StoredDataTest.declared());
    }
  }
}

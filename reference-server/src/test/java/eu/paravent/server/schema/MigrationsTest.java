package eu.paravent.server.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** On H2, in memory. */
class MigrationsTest extends MigrationsContract {
  private static final Path FOLDER = Path.of("src/main/resources/db/migration");

  @Override
  protected DataSource database() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:migrations" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
    return source;
  }

  @Override
  protected String octets() {
    return "binary large object";
  }

  /**
   * A migration that has run somewhere is never changed: whoever has it would be on a schema that
   * nobody else has. What is new gets a file of its own, and with a release its line in
   * migrations.sha256.
   */
  @Test
  void everyMigrationIsAsItWasWhenItCame() throws Exception {
    Set<String> found;
    try (Stream<Path> files = Files.list(FOLDER)) {
      found = files.map(MigrationsTest::line).collect(Collectors.toSet());
    }

    assertThat(found)
        .containsAll(Files.readAllLines(Path.of("src/test/resources/migrations.sha256")));
  }

  private static String line(Path file) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest) + "  " + file.getFileName();
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package eu.paravent.server.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.paravent.client.internal.delivery.JdkTransport;
import eu.paravent.server.testing.WildFlyProcess;
import eu.paravent.testkit.contract.BackupContract;
import eu.paravent.testkit.contract.ServerUnderTest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * As docs/operate.md has it: PostgreSQL with pg_dump while the server works, and then the folder of
 * attachments; H2 with the server stopped, all of its files.
 */
class BackupIT extends BackupContract {
  private static final String TOKEN = "operators-token";
  @TempDir Path directory;
  private Map<String, String> database = Map.of();

  @SuppressWarnings("NullAway.Init") // set by the first use, before each test
  private WildFlyProcess server;

  @Override
  protected ServerUnderTest server() {
    if (server == null) {
      if (TestDatabase.isPostgreSql()) {
        assumeTrue(
            tool("pg_dump") && tool("pg_restore") || "true".equals(System.getenv("CI")),
            "pg_dump and pg_restore are not on the path; install PostgreSQL's client tools");
      }
      database = TestDatabase.fresh();
      Map<String, String> environment = new HashMap<>(database);
      environment.put("PARAVENT_REGISTRATION_TOKEN", TOKEN);
      environment.put("PARAVENT_DATA_DIR", attachments().toString());
      server = WildFlyProcess.at(directory.resolve("node"), environment).start();
    }
    return new ServerUnderTest(
        server.uri().toString(),
        TOKEN,
        InstantSource.system(),
        () -> new JdkTransport(server.uri(), Runnable::run));
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private Path attachments() {
    return directory.resolve("attachments");
  }

  private Path h2() {
    return directory.resolve("node/data");
  }

  private Path backup(String what) {
    return directory.resolve("backup").resolve(what);
  }

  @Override
  protected void backUp() throws Exception {
    if (TestDatabase.isPostgreSql()) {
      Files.createDirectories(backup(""));
      run("pg_dump", "--format=custom", "--no-owner", "--file=" + backup("database"));
      copy(attachments(), backup("attachments"));
    } else {
      server.stop();
      copy(h2(), backup("database"));
      copy(attachments(), backup("attachments"));
      server.start();
    }
  }

  @Override
  protected void restore() throws Exception {
    server.stop();
    delete(attachments());
    if (TestDatabase.isPostgreSql()) {
      empty();
      run(
          "pg_restore",
          "--no-owner",
          "--exit-on-error",
          "--single-transaction",
          backup("database").toString());
    } else {
      delete(h2());
      copy(backup("database"), h2());
    }
    copy(backup("attachments"), attachments());
    server.start();
  }

  private void empty() throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                database.get("PARAVENT_DB_URL"),
                database.get("PARAVENT_DB_USER"),
                database.get("PARAVENT_DB_PASSWORD"));
        Statement statement = connection.createStatement()) {
      statement.execute("drop schema public cascade");
      statement.execute("create schema public");
    }
  }

  private static boolean tool(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  private void run(String tool, String... arguments) throws Exception {
    String url = database.getOrDefault("PARAVENT_DB_URL", "").replaceFirst("^jdbc:", "");
    List<String> command = new ArrayList<>(List.of(tool, "--dbname=" + url));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGUSER", database.getOrDefault("PARAVENT_DB_USER", ""));
    builder.environment().put("PGPASSWORD", database.getOrDefault("PARAVENT_DB_PASSWORD", ""));
    Process process = builder.start();
    String printed =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(tool + ": " + printed);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path target = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(target);
        } else {
          Files.copy(each, target);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}

package eu.paravent.load;

import eu.paravent.server.testing.WildFlyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts a database and a server on this machine, loads it as the arguments say, prints what was
 * seen, and ends both. The system property {@value WildFlyProcess#HOME} names the server.
 */
public final class LoadTool {
  private static final String TOKEN = "operators-token";
  private static final int FLOOR_SECONDS = 5;

  private LoadTool() {}

  public static void main(String... arguments) throws Exception {
    Plan plan;
    try {
      plan = Plan.of(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    System.out.println(plan);
    Outcome outcome = run(plan);
    outcome
        .floor()
        .ifPresent(rows -> System.out.printf("floor: %.0f durable inserts/s, 16 writers%n", rows));
    System.out.println(outcome.report());
    // the server's own threads in this JVM, if any, do not matter any more
    System.exit(0);
  }

  /**
   * @param floor of the database alone, just before, where it is PostgreSQL
   */
  record Outcome(Report report, Optional<Double> floor) {}

  static Outcome run(Plan plan) throws Exception {
    Path folder = Files.createTempDirectory("paravent-load");
    try (Database database = new Database(plan.database(), folder)) {
      Map<String, String> environment = new HashMap<>(database.environment());
      environment.put("PARAVENT_REGISTRATION_TOKEN", TOKEN);
      environment.put("PARAVENT_DATA_DIR", folder.resolve("attachments").toString());
      for (String limit : List.of("PER_DEVICE", "PER_ORGANISATION", "PER_ADDRESS", "OF_REFUSALS")) {
        environment.put("PARAVENT_RATE_" + limit, "0");
      }
      Optional<Double> floor =
          database.isPostgreSql()
              ? Optional.of(database.floor(plan.size(), FLOOR_SECONDS))
              : Optional.empty();
      try (WildFlyProcess server = WildFlyProcess.at(folder.resolve("server"), environment)) {
        server.start();
        return new Outcome(new Run(plan, server.uri(), server.pid()).report(TOKEN), floor);
      }
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}

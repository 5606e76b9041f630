package eu.paravent.load;

import eu.paravent.server.testing.WildFlyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts a database and a server on this machine, loads it as the arguments say, prints what was
 * seen, and ends both. The system property {@value WildFlyProcess#HOME} names the server.
 */
public final class LoadTool {
  static final int FLOOR_SECONDS = 5;

  private LoadTool() {}

  public static void main(String... arguments) throws Exception {
    if (arguments.length == 1 && arguments[0].equals("--suite")) {
      inFolder(folder -> new Suite(folder, System.out).run());
      System.exit(0);
      return;
    }
    Plan plan;
    try {
      plan = Plan.of(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    System.out.println(plan);
    System.out.println(
        switch (plan.scenario()) {
          case "idle" -> idle(plan);
          case "server-killed", "database-killed" -> killed(plan);
          default -> run(plan);
        });
    // the server's own threads in this JVM, if any, do not matter any more
    System.exit(0);
  }

  /**
   * @param floor of the database alone, just before, where it is PostgreSQL
   */
  record Outcome(Report report, Optional<Double> floor) {
    @Override
    public String toString() {
      return floor
              .map(rows -> String.format("floor: %.0f durable inserts/s, 16 writers%n", rows))
              .orElse("")
          + report;
    }
  }

  static Outcome run(Plan plan) throws Exception {
    return inFolder(
        folder -> {
          try (Database database = new Database(plan.database(), folder)) {
            Optional<Double> floor =
                database.isPostgreSql()
                    ? Optional.of(database.floor(plan.size(), FLOOR_SECONDS))
                    : Optional.empty();
            try (Venue venue = venue(plan, folder, database)) {
              return new Outcome(new Run(plan, venue).report(), floor);
            }
          }
        });
  }

  static Idle.Outcome idle(Plan plan) throws Exception {
    return inFolder(
        folder -> {
          try (Database database = new Database(plan.database(), folder);
              Venue venue = venue(plan, folder, database)) {
            return Idle.measure(venue, plan.connections());
          }
        });
  }

  static Killing.Outcome killed(Plan plan) throws Exception {
    return inFolder(
        folder -> {
          try (Database database = new Database(plan.database(), folder);
              ParaventVenue venue = new ParaventVenue(folder, database.environment())) {
            Killing killing = new Killing(venue, plan);
            return killing.run(plan.repeat(), plan.senders(), victim(plan, venue, database));
          }
        });
  }

  private static Killing.Victim victim(Plan plan, ParaventVenue venue, Database database) {
    return plan.scenario().equals("database-killed")
        ? database::killAndStart
        : () -> {
          venue.server().kill();
          venue.server().start();
        };
  }

  private static Venue venue(Plan plan, Path folder, Database database) throws Exception {
    return switch (plan.server()) {
      case "ejabberd" -> installed(Ejabberd.start(folder, database), plan);
      case "prosody" -> installed(Prosody.start(folder, database), plan);
      case "floor" -> new FloorVenue(database);
      default -> new ParaventVenue(folder, database.environment());
    };
  }

  private static Venue installed(Optional<Venue> venue, Plan plan) {
    return venue.orElseThrow(
        () -> new IllegalStateException(plan.server() + " is not installed; see docs/load.md"));
  }

  @FunctionalInterface
  private interface InFolder<T> {
    T run(Path folder) throws Exception;
  }

  private static <T> T inFolder(InFolder<T> task) throws Exception {
    Path folder = Files.createTempDirectory("paravent-load");
    try {
      return task.run(folder);
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

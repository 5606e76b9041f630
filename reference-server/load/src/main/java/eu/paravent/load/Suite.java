package eu.paravent.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/**
 * All rows of the table in docs/benchmarks.md, of our server and of those beside it that are
 * installed, one after the other on one machine and one PostgreSQL with durable commits.
 */
final class Suite {
  private static final String[] BASE = {"--database", "postgresql", "--size", "1024"};
  private static final Plan ONE_GROUP =
      plan("--groups 1 --members 100 --online 90 --absent 10 --warm-up 60 --seconds 15");
  private static final Plan MANY_GROUPS =
      plan("--groups 20 --members 50 --online 50 --senders 1 --warm-up 20 --seconds 15");
  private static final Plan AT_A_RATE =
      plan("--groups 20 --members 50 --online 50 --senders 1 --rate 60 --warm-up 10 --seconds 15");
  private static final String OURS = "Paravent";
  private static final int CONNECTIONS = 5_000, KILLS = 20;

  private final Path folder;
  private final PrintStream out;

  Suite(Path folder, PrintStream out) {
    this.folder = folder;
    this.out = out;
  }

  private static Plan plan(String options) {
    List<String> all = new ArrayList<>(List.of(BASE));
    all.addAll(List.of(options.split(" ")));
    return Plan.of(all.toArray(String[]::new));
  }

  private record Column(
      String name, Report oneGroup, Report manyGroups, Report atARate, Idle.Outcome idle) {}

  /** Starts a server, if it is there. */
  @FunctionalInterface
  private interface Start {
    Optional<Venue> start(Path folder, Database database) throws Exception;
  }

  Void run() throws Exception {
    List<Column> columns = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    double floor;
    try (Database database =
        new Database("postgresql", Files.createDirectory(folder.resolve("d")))) {
      floor = database.floor(ONE_GROUP.size(), LoadTool.FLOOR_SECONDS);
      out.printf(Locale.ROOT, "PostgreSQL alone: %.0f durable inserts/s, 16 writers%n", floor);
      double[] alone = database.floorLatency(AT_A_RATE.size(), AT_A_RATE.rate(), 10);
      out.printf(
          Locale.ROOT,
          "PostgreSQL alone at %d inserts/s: p50 %.1f p99 %.1f ms%n",
          AT_A_RATE.rate(),
          alone[0],
          alone[1]);
      column(
          OURS,
          (own, db) -> Optional.of(new ParaventVenue(own, db.environment())),
          database,
          columns,
          missing);
      column("ejabberd", Ejabberd::start, database, columns, missing);
      column("Prosody", Prosody::start, database, columns, missing);
      column("Floor", (own, db) -> Optional.of(new FloorVenue(db)), database, columns, missing);
    }
    table(columns, floor);
    missing.forEach(name -> out.println(name + " is not installed: left out (docs/load.md)"));
    Plan kill =
        plan("--members 10 --online 1 --senders 8 --scenario database-killed --repeat " + KILLS);
    out.println("PostgreSQL: " + LoadTool.killed(kill));
    kill = plan("--members 10 --online 1 --senders 8 --scenario server-killed --repeat " + KILLS);
    out.println("Server: " + LoadTool.killed(kill));
    return null;
  }

  private void column(
      String name, Start start, Database database, List<Column> columns, List<String> missing)
      throws Exception {
    try {
      Optional<Venue> first = start.start(Files.createDirectory(folder.resolve(name)), database);
      if (first.isEmpty()) {
        missing.add(name);
        return;
      }
      // on a server of its own: free memory of work before would hide what is new, and what
      // thousands of connections leave behind is no part of the load
      Idle.Outcome idle;
      try (Venue venue = first.get()) {
        idle = Idle.measure(venue, CONNECTIONS);
      }
      out.println(name + ": " + idle);
      Path again = Files.createDirectory(folder.resolve(name + "-again"));
      try (Venue venue = start.start(again, database).orElseThrow()) {
        Report one = seen(name, new Run(ONE_GROUP, venue).report());
        Report many = seen(name, new Run(MANY_GROUPS, venue).report());
        Report rate = seen(name, new Run(AT_A_RATE, venue).report());
        columns.add(new Column(name, one, many, rate, idle));
      }
    } catch (IllegalStateException | ExecutionException | IOException e) {
      if (name.equals(OURS)) {
        throw e;
      }
      // what goes wrong with a peer does not take away our figures
      out.println(name + " failed and is left out: " + e.getMessage());
    }
  }

  private Report seen(String name, Report report) {
    out.println(name + ": " + report);
    return report;
  }

  private void table(List<Column> columns, double floor) {
    out.println();
    row("", columns, Column::name);
    row("---", columns, column -> "---:");
    row("one group of 100, 90 online: deliveries/s", columns, c -> whole(c.oneGroup.delivered()));
    row("the same: server CPU for each delivery, us", columns, c -> tenth(c.oneGroup.cpu()));
    row("20 groups of 50: deliveries/s", columns, c -> whole(c.manyGroups.delivered()));
    row("the same: server CPU for each delivery, us", columns, c -> tenth(c.manyGroups.cpu()));
    row("20 groups of 50 at 60 messages/s: p50 ms", columns, c -> latency(c, 0));
    row("the same: p99 ms", columns, c -> latency(c, 2));
    row("catch-up of 10 members: messages/s", columns, c -> whole(c.oneGroup.caughtUp()));
    row("messages that each of them missed", columns, c -> whole(c.oneGroup.missed() / 10));
    row("5,000 idle connections: KiB each", columns, c -> tenth(c.idle.kibibytes()));
    row("resident memory under load, MiB", columns, c -> whole((double) c.oneGroup.rss()));
    out.printf(Locale.ROOT, "%nPostgreSQL alone: %.0f durable inserts/s%n", floor);
  }

  private static String latency(Column column, int which) {
    return tenth(column.atARate.milliseconds()[which]);
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String tenth(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private void row(String title, List<Column> columns, Function<Column, String> cell) {
    StringBuilder row = new StringBuilder("| ").append(title).append(" |");
    columns.forEach(column -> row.append(' ').append(cell.apply(column)).append(" |"));
    out.println(row);
  }
}

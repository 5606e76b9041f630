package eu.paravent.load;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is to be done.
 *
 * @param scenario {@code load}, {@code idle}, {@code server-killed} or {@code database-killed}
 * @param server {@code paravent}, {@code ejabberd}, {@code prosody} or {@code floor}
 * @param absent of those that are not connected, how many come back at the end and read
 * @param connections of idle devices
 * @param repeat how often something is killed
 * @param online of each group's members, how many are connected
 * @param senders of each group, each with one message under way
 * @param rate messages in a second of all groups together; 0 for as fast as they are accepted
 * @param size octets of the text in a message
 */
record Plan(
    String scenario,
    String server,
    String database,
    int groups,
    int members,
    int online,
    int senders,
    int rate,
    int size,
    int warmUp,
    int seconds,
    int absent,
    int connections,
    int repeat) {
  static final String USAGE =
      "--suite, or --scenario load|idle|server-killed|database-killed"
          + " --server paravent|ejabberd|prosody|floor --database h2|postgresql --groups n --members n --online n --senders n (of each group)"
          + " --rate n (messages in a second, 0 for a closed loop) --size octets --warm-up seconds"
          + " --seconds n --absent n (of those not online, who come back) --connections n (idle)"
          + " --repeat n (kills)";
  private static final Set<String> SCENARIOS =
      Set.of("load", "idle", "server-killed", "database-killed");
  private static final Set<String> SERVERS = Set.of("paravent", "ejabberd", "prosody", "floor");

  static Plan of(String... arguments) {
    Map<String, String> given = new HashMap<>();
    if (arguments.length % 2 != 0) {
      throw new IllegalArgumentException("Each option has one value: " + USAGE);
    }
    for (int i = 0; i < arguments.length; i += 2) {
      given.put(arguments[i], arguments[i + 1]);
    }
    String database = given.containsKey("--database") ? given.remove("--database") : "h2";
    int groups = number(given, "--groups", 1, 1000);
    int members = number(given, "--members", 100, 1000);
    int online = number(given, "--online", Math.max(1, members * 9 / 10), members);
    String scenario = given.containsKey("--scenario") ? given.remove("--scenario") : "load";
    String server = given.containsKey("--server") ? given.remove("--server") : "paravent";
    Plan plan =
        new Plan(
            scenario,
            server,
            database,
            groups,
            members,
            online,
            number(given, "--senders", Math.max(1, Math.min(members, 16 / groups)), members),
            number(given, "--rate", 0, 100_000),
            number(given, "--size", 1024, 60_000),
            number(given, "--warm-up", 10, 600),
            number(given, "--seconds", 20, 600),
            number(given, "--absent", 0, 10_000),
            number(given, "--connections", 5000, 20_000),
            number(given, "--repeat", 1, 1000));
    boolean known =
        SCENARIOS.contains(scenario)
            && SERVERS.contains(server)
            && (database.equals("postgresql")
                || (database.equals("h2")
                    && server.equals("paravent")
                    && !scenario.equals("database-killed")));
    if (!given.isEmpty() || !known) {
      throw new IllegalArgumentException("Not understood: " + given.keySet() + ". " + USAGE);
    }
    return plan;
  }

  private static int number(Map<String, String> given, String name, int otherwise, int most) {
    String text = given.remove(name);
    try {
      int number = text == null ? otherwise : Integer.parseInt(text);
      if (number < 0 || number > most || (number == 0 && most < 1001)) {
        throw new IllegalArgumentException(name + " goes up to " + most + ". " + USAGE);
      }
      return number;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is a number. " + USAGE, e);
    }
  }
}

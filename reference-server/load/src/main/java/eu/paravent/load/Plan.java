package eu.paravent.load;

import java.util.HashMap;
import java.util.Map;

/**
 * What is to be done.
 *
 * @param online of each group's members, how many are connected
 * @param senders of each group, each with one message under way
 * @param rate messages in a second of all groups together; 0 for as fast as they are accepted
 * @param size octets of the text in a message
 */
record Plan(
    String database,
    int groups,
    int members,
    int online,
    int senders,
    int rate,
    int size,
    int warmUp,
    int seconds) {
  static final String USAGE =
      "--database h2|postgresql --groups n --members n --online n --senders n (of each group)"
          + " --rate n (messages in a second, 0 for a closed loop) --size octets --warm-up seconds"
          + " --seconds n";

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
    Plan plan =
        new Plan(
            database,
            groups,
            members,
            online,
            number(given, "--senders", Math.max(1, Math.min(members, 16 / groups)), members),
            number(given, "--rate", 0, 100_000),
            number(given, "--size", 1024, 60_000),
            number(given, "--warm-up", 10, 600),
            number(given, "--seconds", 20, 600));
    if (!given.isEmpty() || !(database.equals("h2") || database.equals("postgresql"))) {
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

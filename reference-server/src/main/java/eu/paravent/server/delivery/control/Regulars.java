package eu.paravent.server.delivery.control;

import java.util.HashSet;
import java.util.Set;

/**
 * Who sent with others lately. Once they are answered they are likely to send again at about the
 * same time, and it costs less to take them together. For one thread.
 */
final class Regulars {
  private Set<String> last = Set.of();
  private Set<String> before = Set.of();

  /** These came together. */
  void came(Set<String> devices) {
    before = last;
    last = devices;
  }

  /** How many are worth a short wait; nobody is where the last one came alone. */
  int expected() {
    if (last.size() < 2) {
      return 0;
    }
    // who is not among the last may be among the next: two halves that take turns become one
    Set<String> all = new HashSet<>(last);
    all.addAll(before);
    return all.size();
  }
}

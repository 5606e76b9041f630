package eu.paravent.load;

import java.util.List;

/**
 * One group.
 *
 * @param recipients those of its members that are connected
 * @param posters those that send
 * @param absent those that were away, as many as there are to come back
 */
record Crowd(List<Recipient> recipients, List<Poster> posters, List<Absent> absent) {
  /** A member that comes back. */
  @FunctionalInterface
  interface Absent {
    /** Connects again and reads what it missed; how many messages that was. */
    long catchUp() throws Exception;
  }
}

package eu.paravent.client.message;

import eu.paravent.client.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a poll stands: of each person its newest vote, in the order of the conversation, so the same
 * for everyone who has the poll and got as far.
 *
 * @param byOption who chose each option of the poll, in its order; every person is verified
 * @param closed when its author closed it, by the server's clock; what came later does not count
 */
public record Votes(List<List<UserId>> byOption, Optional<Instant> closed) {
  public Votes {
    byOption = byOption.stream().map(List::copyOf).toList();
  }

  /** How many chose this option. */
  public int count(int option) {
    return byOption.get(option).size();
  }

  /** The options that this person chose. */
  public Set<Integer> of(UserId person) {
    Set<Integer> chosen = new TreeSet<>();
    for (int option = 0; option < byOption.size(); option++) {
      if (byOption.get(option).contains(person)) {
        chosen.add(option);
      }
    }
    return chosen;
  }
}

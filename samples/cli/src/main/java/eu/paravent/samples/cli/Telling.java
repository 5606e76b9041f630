package eu.paravent.samples.cli;

import eu.paravent.client.Disclosure;
import java.util.List;

/** What a person may let the others know beside messages. */
enum Telling {
  DELIVERED,
  READ,
  TYPING,
  BEFORE_GUESTS;

  static Disclosure of(List<Telling> what) {
    return new Disclosure(
        what.contains(DELIVERED),
        what.contains(READ),
        what.contains(TYPING),
        what.contains(BEFORE_GUESTS));
  }
}

package eu.paravent.client;

/**
 * What a client tells the others beside messages. Nothing, unless someone switches it on: for staff
 * both the organisation ({@link ChatClient.Builder#permit}) and the person ({@link
 * ChatClient#disclose}), for a guest the guest. What others tell is shown in any case.
 *
 * @param delivered that a message has arrived on a device of this person
 * @param read that this person has read a message
 * @param typing that this person is writing just now
 * @param beforeGuests whether guests are told too: where not, nothing of this is told in a
 *     conversation that has guests. Without meaning for guests themselves
 */
public record Disclosure(boolean delivered, boolean read, boolean typing, boolean beforeGuests) {
  /** Nothing at all. */
  public static final Disclosure NONE = new Disclosure(false, false, false, false);

  /** Everything, to everybody. */
  public static final Disclosure ALL = new Disclosure(true, true, true, true);

  /** What both say. */
  public Disclosure and(Disclosure other) {
    return new Disclosure(
        delivered && other.delivered,
        read && other.read,
        typing && other.typing,
        beforeGuests && other.beforeGuests);
  }
}

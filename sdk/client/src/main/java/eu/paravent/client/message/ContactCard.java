package eu.paravent.client.message;

import eu.paravent.client.UserId;
import eu.paravent.client.internal.text.Lines;

/**
 * Points to a member of staff, so that the reader can add that person or write to it. Never to a
 * guest: who came by a link is nobody's address. Nothing in it is proven; who it leads to is
 * verified when that person is added.
 *
 * @param person a member of staff of any organisation
 * @param displayName one line, as the sender knows that person; empty where it knows no name
 */
public record ContactCard(UserId person, String displayName) implements MessageContent {
  /** The longest name. */
  public static final int NAME_MOST = 200;

  /**
   * @throws IllegalArgumentException if it is a guest, or the name is not one line
   */
  public ContactCard {
    if (person.guest()) {
      throw new IllegalArgumentException("A contact card is of a member of staff, not of a guest");
    }
    Lines.line(displayName, 0, NAME_MOST, "The name on a contact card");
  }

  @Override
  public String toString() {
    return "ContactCard[]";
  }
}

package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.internal.text.Lines;
import java.util.Set;

/**
 * How confidential a conversation is, in the words of its owners' organisation. Owners say it; who
 * comes in hears it first from whoever lets it in, and takes an owner's word instead as soon as
 * there is one.
 *
 * @param words one line; empty for none
 * @param revision grows with each change; 0 where nobody has said anything yet
 * @param heard from whom
 */
public record Label(String words, long revision, Heard heard) {
  /** The longest. */
  public static final int MOST = 60;

  /** Nobody changes it so often; more is not read. */
  static final long REVISION_MOST = 1_000_000;

  static final Label UNHEARD = new Label("", 0, Heard.NOT);

  enum Heard {
    NOT,
    FROM_A_MEMBER,
    FROM_AN_OWNER
  }

  /**
   * @return the text itself
   * @throws IllegalArgumentException if it cannot be one
   */
  public static String require(String words) {
    if (!fits(words)) {
      throw new IllegalArgumentException("A label is one line of at most " + MOST + " characters");
    }
    return words;
  }

  static boolean fits(String words) {
    return Lines.fits(words, 0, MOST);
  }

  /** Of a conversation that this person begins. */
  static Label first(String words) {
    return new Label(words, words.isEmpty() ? 0 : 1, Heard.FROM_AN_OWNER);
  }

  /** This person, an owner, changes it. */
  Label next(String changed) {
    return new Label(changed, Math.min(revision + 1, REVISION_MOST), Heard.FROM_AN_OWNER);
  }

  /**
   * What is known after somebody said it, the same for all in whatever order two owners speak.
   *
   * @param owner whether who said it decides for the conversation
   */
  Label after(Label said, boolean owner) {
    if (!owner) {
      return heard == Heard.NOT ? said.as(Heard.FROM_A_MEMBER) : this;
    }
    boolean newer =
        heard != Heard.FROM_AN_OWNER
            || said.revision > revision
            || (said.revision == revision && said.words.compareTo(words) > 0);
    return newer ? said.as(Heard.FROM_AN_OWNER) : this;
  }

  private Label as(Heard how) {
    return new Label(words, revision, how);
  }

  /** Whether this person decides: an owner, or who stands in for owners that are all gone. */
  static boolean mayChange(StoreTransaction tx, ConversationId id, UserId user) {
    CharterRow charter = CharterRow.of(tx, id);
    if (user.guest() || charter.archivists().contains(user)) {
      return false;
    }
    if (charter.owners().isEmpty() || charter.owners().contains(user)) {
      return true;
    }
    Set<UserId> inside = Seats.users(Seat.all(tx, id));
    return charter.owners().stream().noneMatch(inside::contains)
        && charter.owners().stream()
            .anyMatch(owner -> owner.organisation().equals(user.organisation()));
  }
}

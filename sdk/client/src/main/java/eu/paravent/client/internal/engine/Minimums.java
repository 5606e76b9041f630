package eu.paravent.client.internal.engine;

import eu.paravent.client.RefusedException;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.notice.CompanyKeeping;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Retention;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * How long organisations keep conversations of each class at least, as they signed it. What the
 * owners of a conversation agree on is not below that of their organisations, and where it was
 * agreed on before, every client that has seen the profile keeps to it all the same.
 */
final class Minimums {
  static final String TOO_SHORT = "retention-too-short";

  private static final int VERSION = 1;
  private static final String SPACE = Space.COMPANY_MINIMUM.title();

  private Minimums() {}

  /**
   * @param organisation whose minimum it is
   */
  record Minimum(String organisation, int days) {}

  /**
   * @return whether that is something new
   */
  static boolean note(StoreTransaction tx, String organisation, CompanyKeeping keeping) {
    boolean changed = false;
    Row.Writer row = new Row.Writer(VERSION);
    for (ConversationClass kind : ConversationClass.values()) {
      int days =
          Optional.ofNullable(keeping.usual().get(kind)).map(Retention::minimumDays).orElse(0);
      changed |= days != days(tx, organisation, kind);
      row.number(days);
    }
    if (changed) {
      tx.put(SPACE, organisation, row.done());
    }
    return changed;
  }

  private static int days(StoreTransaction tx, String organisation, ConversationClass kind) {
    Optional<byte[]> row = tx.get(SPACE, organisation);
    if (row.isEmpty()) {
      return 0;
    }
    Row.Reader in = new Row.Reader(row.get(), VERSION);
    long days = 0;
    for (int i = 0; i <= kind.ordinal(); i++) {
      days = in.number();
    }
    return (int) days;
  }

  /** The longest of the owners' organisations; empty where none asks for any. */
  static Optional<Minimum> of(
      StoreTransaction tx, Collection<UserId> owners, ConversationClass kind) {
    return owners.stream()
        .map(UserId::organisation)
        .distinct()
        .map(organisation -> new Minimum(organisation, days(tx, organisation, kind)))
        .filter(minimum -> minimum.days > 0)
        .max(Comparator.comparingInt(Minimum::days));
  }

  /**
   * @throws RefusedException if an organisation keeps such conversations longer
   */
  static void require(
      StoreTransaction tx, Collection<UserId> owners, ConversationClass kind, Retention wanted) {
    of(tx, owners, kind)
        .filter(minimum -> minimum.days > wanted.minimumDays())
        .ifPresent(
            minimum -> {
              throw new RefusedException(
                  TOO_SHORT,
                  minimum.organisation
                      + " keeps conversations of class "
                      + kind
                      + " for at least "
                      + minimum.days
                      + " days: agree on as much, or on another class");
            });
  }
}

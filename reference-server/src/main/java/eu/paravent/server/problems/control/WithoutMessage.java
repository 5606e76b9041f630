package eu.paravent.server.problems.control;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Another throwable as the log may have it: its kind, its place and its causes, but not one word of
 * its message. Messages of drivers and libraries repeat what they choked on, which may be an id, a
 * name or a token; nobody can promise for all of them that they do not.
 */
public final class WithoutMessage extends Exception {
  private static final long serialVersionUID = 1L;

  private WithoutMessage(Throwable original, @Nullable WithoutMessage cause) {
    super(kind(original), cause, true, true);
    setStackTrace(original.getStackTrace());
  }

  public static WithoutMessage of(Throwable thrown) {
    return of(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static WithoutMessage of(Throwable thrown, Set<Throwable> seen) {
    seen.add(thrown);
    Throwable cause = thrown.getCause();
    WithoutMessage copy =
        new WithoutMessage(thrown, cause == null || seen.contains(cause) ? null : of(cause, seen));
    for (Throwable suppressed : thrown.getSuppressed()) {
      if (!seen.contains(suppressed)) {
        copy.addSuppressed(of(suppressed, seen));
      }
    }
    return copy;
  }

  /** An SQLState is a code from a list, and says more than the class. */
  private static String kind(Throwable thrown) {
    String name = thrown.getClass().getName();
    return thrown instanceof SQLException sql ? name + ", SQLState " + sql.getSQLState() : name;
  }

  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}

package eu.paravent.server.requests.control;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.resource.ResourceException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Runs a {@link Retried} method up to five times. Outside of the transaction, which is at +200. */
@Retried
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class Attempts {
  private static final int MOST = 5;

  @AroundInvoke
  @Nullable Object repeat(InvocationContext invocation) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        return invocation.proceed();
      } catch (RuntimeException e) {
        if (attempt == MOST || !worthRepeating(e)) {
          throw e;
        }
      }
    }
  }

  /**
   * Whether the database was away or going: SQLSTATE classes 08 and 57P, 53300, or no connection to
   * be had. What became of the transaction is not known then.
   */
  public static boolean databaseAway(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof ResourceException) {
        return true;
      } else if (t instanceof SQLException sql && sql.getSQLState() != null) {
        String state = sql.getSQLState();
        return state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
      }
    }
    return false;
  }

  /** For a log: what the database said, without the values that a message may hold. */
  public static String sqlState(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "unknown";
  }

  /** Whether another transaction was in the way: SQLSTATE classes 23 and 40, and lock timeouts. */
  public static boolean worthRepeating(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql) {
        String state = String.valueOf(sql.getSQLState());
        return state.startsWith("23")
            || state.startsWith("40")
            || state.equals("55P03")
            || state.equals("HYT00");
      }
    }
    return false;
  }
}

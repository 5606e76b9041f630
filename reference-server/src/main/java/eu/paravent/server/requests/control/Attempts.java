package eu.paravent.server.requests.control;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
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

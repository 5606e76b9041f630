package eu.paravent.mls.fuzz;

import java.lang.reflect.Method;

/**
 * What the current thread has allocated on the heap so far. By reflection: the module under test
 * does not read {@code jdk.management}, and no test should make it do so.
 */
final class AllocatedBytes {
  private static final Object BEAN;
  private static final Method COUNTER;

  static {
    try {
      BEAN =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getThreadMXBean")
              .invoke(null);
      COUNTER =
          Class.forName("com.sun.management.ThreadMXBean")
              .getMethod("getCurrentThreadAllocatedBytes");
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private AllocatedBytes() {}

  static long byThisThread() {
    try {
      return (long) COUNTER.invoke(BEAN);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("This JVM does not count what a thread allocates", e);
    }
  }
}

package eu.paravent.web.jdk.java.time;

/** {@code java.time.InstantSource} as far as the client uses it. */
public interface InstantSource {
  Instant instant();

  static InstantSource system() {
    return () -> Instant.ofEpochMilli(System.currentTimeMillis());
  }

  default long millis() {
    return instant().toEpochMilli();
  }
}

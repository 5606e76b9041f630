package eu.paravent.web.jdk.java.time;

/** {@code java.time.DateTimeException}. */
public class DateTimeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DateTimeException(String message) {
    super(message);
  }
}

package eu.paravent.testkit.fault;

import eu.paravent.client.spi.Transport.Request;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which requests a fault is for. */
public final class Requests {
  private Requests() {}

  public static Predicate<Request> all() {
    return request -> true;
  }

  /**
   * Requests with this method to this address.
   *
   * @param template one of {@link eu.paravent.protocol.Paths}, variables and all
   */
  public static Predicate<Request> of(String method, String template) {
    return to(template).and(request -> request.method().equals(method));
  }

  /** With any method. */
  public static Predicate<Request> to(String template) {
    Pattern pattern =
        Pattern.compile(
            Pattern.quote(template).replaceAll("\\{[^}]*}", "\\\\E[^/?]+\\\\Q") + "(\\?.*)?");
    return request -> pattern.matcher(request.target()).matches();
  }
}

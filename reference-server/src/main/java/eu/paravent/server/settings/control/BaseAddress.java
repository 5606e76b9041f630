package eu.paravent.server.settings.control;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** The address of a server, without a query. */
public final class BaseAddress {
  private BaseAddress() {}

  /** One spelling: lower case, no default port, no slash at the end. Empty if it is no base URL. */
  public static Optional<String> normal(String address) {
    try {
      URI uri = new URI(address);
      if (uri.getScheme() == null
          || uri.getHost() == null
          || uri.getRawUserInfo() != null
          || uri.getRawQuery() != null
          || uri.getRawFragment() != null) {
        return Optional.empty();
      }
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      int standard =
          switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> 0;
          };
      if (standard == 0) {
        return Optional.empty();
      }
      String port = uri.getPort() < 0 || uri.getPort() == standard ? "" : ":" + uri.getPort();
      String path = uri.getRawPath().replaceAll("/+$", "");
      return Optional.of(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}

package eu.paravent.server.identity.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The server's base URL: what signed statements are addressed to. The configured one, or, where
 * none is, scheme, host and port of the request.
 */
@ApplicationScoped
public class PublicAddress {
  @Inject
  @ConfigProperty(name = "paravent.public.url")
  Optional<String> configured;

  /**
   * The configured address, or else the one that was called.
   *
   * @param requested any address of this server as the client called it
   */
  public String of(URI requested) {
    if (configured.isPresent() && !configured.get().isBlank()) {
      return normal(configured.get().strip())
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "PARAVENT_PUBLIC_URL is not an http or https address without a query: "
                          + configured.get()));
    }
    return normal(requested.getScheme() + "://" + requested.getRawAuthority())
        .orElseThrow(() -> new IllegalStateException("The request has no usable address"));
  }

  /** One spelling: lower case, no default port, no slash at the end. Empty if it is no base URL. */
  static Optional<String> normal(String address) {
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

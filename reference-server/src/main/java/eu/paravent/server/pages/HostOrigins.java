package eu.paravent.server.pages;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The web applications whose pages may show the chat. */
@ApplicationScoped
public class HostOrigins {
  private static final Pattern ORIGIN =
      Pattern.compile("https?://[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?");

  @Inject
  @ConfigProperty(name = "paravent.web.origins")
  Optional<String> origins;

  /** What makes no sense ends the start, not the first request. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    sources();
  }

  /** For {@code frame-ancestors}: this server, and those named. */
  String sources() {
    StringBuilder sources = new StringBuilder("'self'");
    for (String origin : origins.orElse("").trim().split("[\\s,]+")) {
      if (origin.isEmpty()) {
        continue;
      }
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalStateException(
            "PARAVENT_WEB_ORIGINS: not an origin such as https://erp.acme.example: " + origin);
      }
      sources.append(' ').append(origin);
    }
    return sources.toString();
  }
}

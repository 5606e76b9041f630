package eu.paravent.server.pages;

import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The web applications whose pages may show the chat. */
@ApplicationScoped
public class HostOrigins {
  @Inject Settings settings;

  /** For {@code frame-ancestors}: this server, and those named. */
  String sources() {
    StringBuilder sources = new StringBuilder("'self'");
    for (String origin : settings.list(Setting.WEB_ORIGINS)) {
      sources.append(' ').append(origin);
    }
    return sources.toString();
  }
}

package eu.paravent.server.identity.control;

import eu.paravent.server.settings.control.BaseAddress;
import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;

/**
 * The server's base URL: what signed statements are addressed to. The configured one, or, where
 * none is, scheme, host and port of the request.
 */
@ApplicationScoped
public class PublicAddress {
  @Inject Settings settings;

  /**
   * The configured address, or else the one that was called.
   *
   * @param requested any address of this server as the client called it
   */
  public String of(URI requested) {
    return settings
        .text(Setting.PUBLIC_URL)
        .or(() -> Optional.of(requested.getScheme() + "://" + requested.getRawAuthority()))
        .flatMap(BaseAddress::normal)
        .orElseThrow(() -> new IllegalStateException("The request has no usable address"));
  }
}

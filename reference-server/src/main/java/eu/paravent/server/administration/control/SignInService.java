package eu.paravent.server.administration.control;

import eu.paravent.server.settings.control.Rule;
import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;

/** Where people of an organisation sign in, for the pages that send them there. */
@ApplicationScoped
public class SignInService {
  @Inject Settings settings;

  /**
   * An OpenID provider.
   *
   * @param address its name
   * @param origin the part that a browser tells sites apart by
   * @param client what it calls our page
   */
  public record Issuer(String address, String origin, String client) {}

  public Optional<Issuer> of(String organisation) {
    return settings.text(Setting.ADMIN_ISSUERS).map(Rule::list).stream()
        .flatMap(java.util.List::stream)
        .filter(pair -> pair.startsWith(organisation + "="))
        .map(pair -> pair.substring(pair.indexOf('=') + 1))
        .map(
            address ->
                new Issuer(
                    address, origin(address), settings.text(Setting.DPO_CLIENT).orElseThrow()))
        .findFirst();
  }

  private static String origin(String address) {
    URI uri = URI.create(address);
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }
}

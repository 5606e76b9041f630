package eu.paravent.server.administration.control;

import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which issuer speaks for the administrators of which organisation, as the operator set it. */
@ApplicationScoped
public class Issuers {
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  @Inject Settings settings;
  private Map<String, Issuer> byOrganisation = Map.of();

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    use(settings);
  }

  void use(Settings from) {
    String audience = from.text(Setting.ADMIN_AUDIENCE).orElseThrow();
    Map<String, Issuer> read = new HashMap<>();
    for (String pair : from.list(Setting.ADMIN_ISSUERS)) {
      int equals = pair.indexOf('=');
      URI issuer = URI.create(pair.substring(equals + 1));
      if (!trustworthy(issuer)) {
        throw new IllegalArgumentException(
            Setting.ADMIN_ISSUERS.variable() + " names an issuer without https.");
      }
      if (read.put(pair.substring(0, equals), new Issuer(issuer, audience)) != null) {
        throw new IllegalArgumentException(
            Setting.ADMIN_ISSUERS.variable() + " names an organisation twice.");
      }
    }
    byOrganisation = Map.copyOf(read);
  }

  Optional<Issuer> of(String organisation) {
    return Optional.ofNullable(byOrganisation.get(organisation));
  }

  /** Whoever is on the line could give other keys; on this machine nobody is. */
  static boolean trustworthy(URI address) {
    return "https".equals(address.getScheme())
        || ("http".equals(address.getScheme())
            && address.getHost() != null
            && HERE.contains(address.getHost()));
  }
}

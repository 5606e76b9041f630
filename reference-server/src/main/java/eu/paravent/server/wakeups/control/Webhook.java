package eu.paravent.server.wakeups.control;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.wakeups.WakeUpRegistration;
import eu.paravent.server.settings.control.Rule;
import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * An empty {@code POST} to an address that a device brought. Devices are not trusted with what this
 * server can reach: see {@link #defect} and {@link PublicNetwork}; the address that was looked at
 * is the one that is connected to.
 */
@ApplicationScoped
public class Webhook implements WakeUpChannel {
  private static final int NOT_FOUND = 404, GONE = 410;

  private String allowed = "none";
  private List<String> domains = List.of();
  private SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();

  protected Webhook() {}

  @Inject
  Webhook(Settings settings) {
    allowed = settings.text(Setting.WAKE_UP_ADDRESSES).orElseThrow();
    domains = Rule.list(allowed).stream().filter(part -> part.contains(".")).toList();
  }

  /** For tests: certificates of another authority. */
  Webhook(Settings settings, SSLSocketFactory tls) {
    this(settings);
    this.tls = tls;
  }

  @Override
  public String kind() {
    return WakeUpRegistration.WEBHOOK;
  }

  @Override
  public Optional<String> defect(String endpoint) {
    if (allowed.equals("none")) {
      return Optional.of("This server knocks nowhere.");
    }
    if (endpoint.length() > Limits.WAKE_UP_ENDPOINT) {
      return Optional.of(
          "An endpoint has at most " + Limits.WAKE_UP_ENDPOINT + " characters, not more.");
    }
    Optional<URI> uri = parse(endpoint);
    if (uri.isEmpty()) {
      return Optional.of(
          "An endpoint is an absolute address with a host, without account and fragment.");
    }
    if (!EmptyPost.usesTls(uri.get()) && !anyNetwork()) {
      return Optional.of("An endpoint begins with https://.");
    }
    if (!named(uri.get())) {
      return Optional.of("This server knocks at " + String.join(", ", domains) + " only.");
    }
    // a name is looked up when it is used; what is an address already is looked at here
    boolean refused =
        literal(uri.get()).map(address -> !mayKnock(uri.get(), address)).orElse(false);
    return refused
        ? Optional.of("This server knocks at addresses on the open internet only.")
        : Optional.empty();
  }

  @Override
  public Outcome wake(String endpoint) {
    if (defect(endpoint).isPresent()) {
      // the operator has become stricter
      return Outcome.GONE;
    }
    URI uri = parse(endpoint).orElseThrow();
    try {
      InetAddress[] addresses = InetAddress.getAllByName(host(uri));
      // a name with one foot inside is not trusted at all
      if (!Arrays.stream(addresses).allMatch(address -> mayKnock(uri, address))) {
        return Outcome.FAILED;
      }
      return outcome(new EmptyPost(uri, tls, PATIENCE_SECONDS).send(addresses[0]));
    } catch (IOException e) {
      // which endpoint it was is nobody's business, and how it failed its owner's
      return Outcome.FAILED;
    }
  }

  private static Outcome outcome(int status) {
    if (status == NOT_FOUND || status == GONE) {
      return Outcome.GONE;
    }
    return status / 100 == 2 ? Outcome.WOKEN : Outcome.FAILED;
  }

  /** Whether the operator has named where, and this is there. */
  private boolean named(URI uri) {
    String host = host(uri).toLowerCase(Locale.ROOT);
    return domains.isEmpty()
        || domains.stream().anyMatch(one -> host.equals(one) || host.endsWith("." + one));
  }

  private boolean anyNetwork() {
    return allowed.equals("any");
  }

  /** Over the open internet with TLS only, whatever the operator allows. */
  private boolean mayKnock(URI uri, InetAddress address) {
    return PublicNetwork.has(address) ? EmptyPost.usesTls(uri) : anyNetwork();
  }

  private static Optional<URI> parse(String endpoint) {
    try {
      URI uri = new URI(endpoint);
      boolean web = EmptyPost.usesTls(uri) || "http".equalsIgnoreCase(uri.getScheme());
      return web
              && uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null
              && uri.getPort() <= 65_535
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String host(URI uri) {
    return uri.getHost().replaceAll("[\\[\\]]", "");
  }

  private static Optional<InetAddress> literal(URI uri) {
    String host = host(uri);
    if (!host.contains(":") && !host.matches("[0-9.]+")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

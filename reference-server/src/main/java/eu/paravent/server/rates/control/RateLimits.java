package eu.paravent.server.rates.control;

import eu.paravent.protocol.ServerRates;
import eu.paravent.server.problems.control.Refusal;
import io.github.bucket4j.TimeMeter;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How many requests this node takes from whom. Counts in memory, each node for itself: the limits
 * keep a node usable, they are no accounting.
 */
@ApplicationScoped
public class RateLimits {
  static final int DEVICES_MOST = 50_000, OTHERS_MOST = 20_000;

  @Inject
  @ConfigProperty(name = "paravent.rate.per.device", defaultValue = "3000")
  long perDevice;

  @Inject
  @ConfigProperty(name = "paravent.rate.per.organisation", defaultValue = "60000")
  long perOrganisation;

  @Inject
  @ConfigProperty(name = "paravent.rate.per.address", defaultValue = "60000")
  long perAddress;

  @Inject
  @ConfigProperty(name = "paravent.rate.of.refusals", defaultValue = "60")
  long ofRefusals;

  private Meter devices = unlimited();
  private Meter organisations = unlimited();
  private Meter addresses = unlimited();
  private Meter refusals = unlimited();

  @PostConstruct
  void open() {
    devices = meter("PARAVENT_RATE_PER_DEVICE", perDevice, DEVICES_MOST);
    organisations = meter("PARAVENT_RATE_PER_ORGANISATION", perOrganisation, OTHERS_MOST);
    addresses = meter("PARAVENT_RATE_PER_ADDRESS", perAddress, OTHERS_MOST);
    refusals = meter("PARAVENT_RATE_OF_REFUSALS", ofRefusals, OTHERS_MOST);
  }

  /** A limit that makes no sense ends the start, not the first request. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    published();
  }

  /** What everybody may know. */
  public ServerRates published() {
    return new ServerRates(
        published(perDevice),
        published(perOrganisation),
        published(perAddress),
        published(ofRefusals));
  }

  /** One more request from there; refuses where it is one too many. */
  public void fromAddress(String address) {
    require(addresses.count(Addresses.sender(address)), "this network address");
  }

  /** Refuses where too many requests from there were refused. */
  public void fromGuesser(String address) {
    require(refusals.ask(Addresses.sender(address)), "refused requests from this network address");
  }

  /** One more request from there was refused. */
  public void refused(String address) {
    refusals.count(Addresses.sender(address));
  }

  /** One more request of this device; refuses where it is one too many. */
  public void fromDevice(String deviceId, String organisation) {
    require(devices.count(deviceId), "this device");
    require(organisations.count(organisation), "this organisation");
  }

  private static void require(Duration wait, String whose) {
    if (!wait.isZero()) {
      // rounded up: who comes back then is let in
      long seconds = wait.plusMillis(999).toSeconds();
      throw Refusal.rateLimited(
          seconds, "There are limits for " + whose + ". Send nothing for " + seconds + " seconds.");
    }
  }

  private static Optional<Long> published(long perMinute) {
    return perMinute == 0 ? Optional.empty() : Optional.of(perMinute);
  }

  private static Meter meter(String variable, long perMinute, int most) {
    if (perMinute < 0 || perMinute > 1_000_000_000) {
      throw new IllegalArgumentException(
          variable
              + " is a number of requests in a minute, 0 for no limit, not "
              + perMinute
              + ". Nothing was deployed.");
    }
    return new Meter(perMinute, most, TimeMeter.SYSTEM_NANOTIME);
  }

  private static Meter unlimited() {
    return new Meter(0, 0, TimeMeter.SYSTEM_NANOTIME);
  }
}

package eu.paravent.server.rates.control;

import eu.paravent.protocol.ServerRates;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import io.github.bucket4j.TimeMeter;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * How many requests this node takes from whom. Counts in memory, each node for itself: the limits
 * keep a node usable, they are no accounting.
 */
@ApplicationScoped
public class RateLimits {
  static final int DEVICES_MOST = 50_000, OTHERS_MOST = 20_000;

  @Inject Settings settings;
  private Meter devices = unlimited();
  private Meter organisations = unlimited();
  private Meter addresses = unlimited();
  private Meter refusals = unlimited();

  @PostConstruct
  void open() {
    devices = meter(Setting.RATE_PER_DEVICE, DEVICES_MOST);
    organisations = meter(Setting.RATE_PER_ORGANISATION, OTHERS_MOST);
    addresses = meter(Setting.RATE_PER_ADDRESS, OTHERS_MOST);
    refusals = meter(Setting.RATE_OF_REFUSALS, OTHERS_MOST);
  }

  /** What everybody may know. */
  public ServerRates published() {
    return new ServerRates(
        published(Setting.RATE_PER_DEVICE),
        published(Setting.RATE_PER_ORGANISATION),
        published(Setting.RATE_PER_ADDRESS),
        published(Setting.RATE_OF_REFUSALS));
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

  private Optional<Long> published(Setting setting) {
    return Optional.of(settings.number(setting)).filter(perMinute -> perMinute > 0);
  }

  private Meter meter(Setting setting, int most) {
    return new Meter(settings.number(setting), most, TimeMeter.SYSTEM_NANOTIME);
  }

  private static Meter unlimited() {
    return new Meter(0, 0, TimeMeter.SYSTEM_NANOTIME);
  }
}

package eu.paravent.client.internal.engine;

import eu.paravent.client.internal.delivery.ServerApi.Stock;
import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.KeyPackage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps enough key packages on the server, so that this device can be added while it is away. */
final class KeyPackages {
  private static final int FEW = 10, ENOUGH = 30;
  private static final Duration LIFETIME = Duration.ofDays(80);

  private final Core core;

  private final List<CipherSuite> suites;

  KeyPackages(Core core, List<CipherSuite> suites) {
    this.core = core;
    this.suites = suites;
  }

  void replenish() {
    suites.forEach(this::replenish);
  }

  private void replenish(CipherSuite suite) {
    Stock stock = core.server.keyPackageStock(suite.value());
    if (stock.unclaimed() >= FEW && stock.lastResort()) {
      return;
    }
    List<byte[]> fresh = new ArrayList<>();
    Optional<byte[]> lastResort =
        core.database.write(
            tx -> {
              for (int i = stock.unclaimed(); i < ENOUGH; i++) {
                fresh.add(core.mls.client(suite).newKeyPackage(LIFETIME, false).message());
              }
              return stock.lastResort()
                  ? Optional.<byte[]>empty()
                  : Optional.of(core.mls.client(suite).newKeyPackage(LIFETIME, true))
                      .map(KeyPackage::message);
            });
    core.server.uploadKeyPackages(fresh, lastResort);
  }
}

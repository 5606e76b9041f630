package eu.paravent.server.keypackages.control;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.keypackages.ClaimedKeyPackages;
import eu.paravent.protocol.keypackages.ClaimedKeyPackages.Claimed;
import eu.paravent.protocol.keypackages.KeyPackageStock;
import eu.paravent.protocol.keypackages.KeyPackageUpload;
import eu.paravent.server.devices.control.Devices;
import eu.paravent.server.devices.control.KnownDevice;
import eu.paravent.server.keypackages.control.KeyPackageCheck.Checked;
import eu.paravent.server.keypackages.entity.KeyPackageRows;
import eu.paravent.server.keypackages.entity.StoredKeyPackage;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.Ids;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.revocations.control.Revocations;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Keeps key packages and hands each out once. */
@ApplicationScoped
public class KeyPackageStore {
  /** Claimers choose among so many, so that they seldom meet at the same row. */
  private static final int CHOICE = 32;

  /** RFC 9420 §17.1. */
  private static final int MANDATORY_SUITE = 1;

  @Inject KeyPackageRows rows;
  @Inject KeyPackageCheck check;
  @Inject Devices devices;
  @Inject Revocations revocations;
  @Inject ServerClock clock;

  /** All of them, or none. */
  public KeyPackageStock upload(Caller.SignedIn device, KeyPackageUpload upload) {
    if (upload.keyPackages().size() > Limits.KEY_PACKAGES_PER_UPLOAD) {
      throw Refusal.of(
          ProblemCode.INVALID_VALUE,
          "Upload at most " + Limits.KEY_PACKAGES_PER_UPLOAD + " key packages at once.");
    }
    Instant now = clock.now();
    rows.removeExpired(device.deviceId(), now);
    List<Integer> suites = new ArrayList<>();
    for (byte[] message : upload.keyPackages()) {
      Checked checked = check.check(message, device, false, now);
      suites.add(checked.cipherSuite());
      add(device, message, false, checked, now);
    }
    if (upload.lastResort().isPresent()) {
      byte[] message = upload.lastResort().get();
      Checked checked = check.check(message, device, true, now);
      suites.add(checked.cipherSuite());
      rows.removeLastResorts(device.deviceId(), checked.cipherSuite());
      add(device, message, true, checked, now);
    }
    if (rows.unclaimed(device.deviceId(), now) > Limits.KEY_PACKAGES_PER_DEVICE) {
      throw Refusal.of(
          ProblemCode.INVALID_VALUE,
          "The server keeps at most " + Limits.KEY_PACKAGES_PER_DEVICE + " for a device.");
    }
    return stock(device, suites.isEmpty() ? MANDATORY_SUITE : suites.get(0));
  }

  private void add(
      Caller.SignedIn device, byte[] message, boolean lastResort, Checked checked, Instant now) {
    String hash = Ids.hash(message);
    if (!rows.known(hash)) {
      rows.add(
          new StoredKeyPackage(
              hash,
              device.deviceId(),
              checked.cipherSuite(),
              lastResort,
              message,
              checked.notAfter(),
              now));
    }
  }

  public KeyPackageStock stock(Caller.SignedIn device, int suite) {
    Instant now = clock.now();
    return new KeyPackageStock(
        rows.unclaimed(device.deviceId(), suite, now),
        rows.lastResort(device.deviceId(), suite, now).isPresent());
  }

  /**
   * One for every device that has one of that suite.
   *
   * @param only the device that is asked for
   */
  public ClaimedKeyPackages claim(
      String organisation, String user, int suite, Optional<String> only) {
    Instant now = clock.now();
    List<Claimed> claimed = new ArrayList<>();
    for (KnownDevice device : devices.ofUser(organisation, user)) {
      if (only.isEmpty() || only.get().equals(device.uri())) {
        claimOne(device, suite, now).ifPresent(claimed::add);
      }
    }
    if (claimed.isEmpty()) {
      throw Refusal.of(
          ProblemCode.KEY_PACKAGES_EXHAUSTED,
          "Try again once a device of this user was online and left new ones.");
    }
    return new ClaimedKeyPackages(List.copyOf(claimed));
  }

  private Optional<Claimed> claimOne(KnownDevice device, int suite, Instant now) {
    List<String> candidates = rows.claimable(device.id(), suite, now, CHOICE);
    while (!candidates.isEmpty()) {
      String hash = candidates.get(ThreadLocalRandom.current().nextInt(candidates.size()));
      Optional<byte[]> message = rows.claim(hash, now);
      if (message.filter(found -> !revoked(device, found)).isPresent()) {
        return Optional.of(new Claimed(device.uri(), message.get(), false));
      }
      candidates = rows.claimable(device.id(), suite, now, CHOICE);
    }
    return rows.lastResort(device.id(), suite, now)
        .filter(last -> !revoked(device, last.message()))
        .map(last -> new Claimed(device.uri(), last.message(), true));
  }

  /** Made with a certificate that was revoked since: nobody could use it. */
  private boolean revoked(KnownDevice device, byte[] keyPackage) {
    return revocations.revoked(device.organisation(), KeyPackageCheck.chain(keyPackage));
  }
}

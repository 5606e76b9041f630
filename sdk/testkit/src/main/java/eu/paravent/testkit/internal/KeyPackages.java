package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.Response;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.observer.KeyPackageView;
import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.devices.Device;
import eu.paravent.protocol.keypackages.ClaimedKeyPackages;
import eu.paravent.protocol.keypackages.ClaimedKeyPackages.Claimed;
import eu.paravent.protocol.keypackages.KeyPackageStock;
import eu.paravent.protocol.keypackages.KeyPackageUpload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Key packages, each handed out once. */
final class KeyPackages {
  private final Surroundings surroundings;
  private final Devices devices;
  private final Revocations revocations;
  private final Map<String, Stock> byDevice = new HashMap<>();
  private final Map<String, byte[]> swapped = new HashMap<>();

  KeyPackages(Surroundings surroundings, Devices devices, Revocations revocations) {
    this.revocations = revocations;
    this.surroundings = surroundings;
    this.devices = devices;
  }

  void routes(Router router) {
    router.signedIn("POST", Paths.KEY_PACKAGES, this::upload);
    router.signedIn("GET", Paths.KEY_PACKAGES, call -> stock(call.session().device()));
    router.signedIn("POST", Paths.KEY_PACKAGE_CLAIMS, this::claim);
  }

  private Response upload(Call call) {
    KeyPackageUpload upload = call.json(KeyPackageUpload.class);
    if (upload.keyPackages().size() > Limits.KEY_PACKAGES_PER_UPLOAD) {
      throw new Refusal(
          ProblemCode.INVALID_VALUE,
          "At most " + Limits.KEY_PACKAGES_PER_UPLOAD + " key packages in one upload");
    }
    upload.keyPackages().forEach(keyPackage -> requireOwn(call.session(), keyPackage, false));
    upload.lastResort().ifPresent(keyPackage -> requireOwn(call.session(), keyPackage, true));
    Stock stock = byDevice.computeIfAbsent(call.session().device(), device -> new Stock());
    if (stock.unclaimed.size() + upload.keyPackages().size() > Limits.KEY_PACKAGES_PER_DEVICE) {
      throw new Refusal(
          ProblemCode.INVALID_VALUE,
          "At most " + Limits.KEY_PACKAGES_PER_DEVICE + " unclaimed key packages for a device");
    }
    for (byte[] keyPackage : upload.keyPackages()) {
      // an upload sent again after its answer was lost must not double what is handed out
      if (stock.seen.add(Base64Url.encode(keyPackage))) {
        stock.unclaimed.add(keyPackage);
      }
    }
    if (upload.lastResort().isPresent()) {
      stock.lastResort = upload.lastResort();
    }
    return stock(call.session().device());
  }

  void requireOwn(Session session, byte[] keyPackage, boolean lastResort) {
    KeyPackageView view = view(keyPackage);
    if (!Arrays.equals(view.signatureKey(), session.identity().publicKey())
        || !(view.credential() instanceof Credential.X509 x509)
        || !sameChain(x509.chain(), session.chain())) {
      throw new Refusal(
          ProblemCode.KEY_PACKAGE_REFUSED, "A key package is not of " + session.device());
    }
    if (view.lastResort() != lastResort) {
      throw new Refusal(
          ProblemCode.KEY_PACKAGE_REFUSED,
          "The last-resort key package, and no other, carries the last_resort extension");
    }
    if (expired(keyPackage)
        || view.notBefore().isAfter(surroundings.now().plus(Limits.CLOCK_SKEW))) {
      throw new Refusal(
          ProblemCode.KEY_PACKAGE_REFUSED, "A key package is not valid now: make a new one");
    }
  }

  private boolean expired(byte[] keyPackage) {
    return !view(keyPackage).notAfter().isAfter(surroundings.now());
  }

  private boolean revoked(String organisation, byte[] keyPackage) {
    return view(keyPackage).credential() instanceof Credential.X509 x509
        && revocations.revoked(organisation, x509.chain());
  }

  private static KeyPackageView view(byte[] keyPackage) {
    try {
      return KeyPackageView.read(keyPackage);
    } catch (MlsException e) {
      throw new Refusal(ProblemCode.KEY_PACKAGE_REFUSED, String.valueOf(e.getMessage()));
    }
  }

  private static boolean sameChain(List<byte[]> one, List<byte[]> other) {
    return one.size() == other.size() && Arrays.deepEquals(one.toArray(), other.toArray());
  }

  private Response claim(Call call) {
    call.session().requireStaff("claim key packages");
    String organisation = call.variable("organisation");
    String user = call.variable("user");
    List<Claimed> claimed = new ArrayList<>();
    for (Device device : devices.ofUser(organisation, user)) {
      claimOne(organisation, device.uri()).ifPresent(claimed::add);
    }
    if (claimed.isEmpty()) {
      throw new Refusal(
          ProblemCode.KEY_PACKAGES_EXHAUSTED,
          "No device of " + user + " at " + organisation + " has a key package left");
    }
    return Reply.json(200, new ClaimedKeyPackages(List.copyOf(claimed)));
  }

  void swap(String device, byte[] keyPackage) {
    swapped.put(device, keyPackage);
  }

  void swapNothing() {
    swapped.clear();
  }

  private Optional<Claimed> claimOne(String organisation, String device) {
    byte[] foreign = swapped.get(device);
    if (foreign != null) {
      return Optional.of(new Claimed(device, foreign, false));
    }
    Stock stock = byDevice.getOrDefault(device, new Stock());
    stock.unclaimed.removeIf(k -> expired(k) || revoked(organisation, k));
    byte[] next = stock.unclaimed.poll();
    return next != null
        ? Optional.of(new Claimed(device, next, false))
        : stock
            .lastResort
            .filter(keyPackage -> !expired(keyPackage) && !revoked(organisation, keyPackage))
            .map(keyPackage -> new Claimed(device, keyPackage, true));
  }

  private Response stock(String device) {
    Stock stock = byDevice.getOrDefault(device, new Stock());
    return Reply.json(
        200, new KeyPackageStock(stock.unclaimed.size(), stock.lastResort.isPresent()));
  }

  private static final class Stock {
    final Deque<byte[]> unclaimed = new ArrayDeque<>();
    final Set<String> seen = new HashSet<>();
    Optional<byte[]> lastResort = Optional.empty();
  }
}

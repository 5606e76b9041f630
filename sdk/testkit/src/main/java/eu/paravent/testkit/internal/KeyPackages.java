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
  /** RFC 9420 §17.1. */
  private static final int MANDATORY_SUITE = 1;

  private final Surroundings surroundings;
  private final Devices devices;
  private final Revocations revocations;
  private final Map<String, Map<Integer, Stock>> byDevice = new HashMap<>();
  private final Map<String, byte[]> swapped = new HashMap<>();

  KeyPackages(Surroundings surroundings, Devices devices, Revocations revocations) {
    this.revocations = revocations;
    this.surroundings = surroundings;
    this.devices = devices;
  }

  void routes(Router router) {
    router.signedIn("POST", Paths.KEY_PACKAGES, this::upload);
    router.signedIn("GET", Paths.KEY_PACKAGES, call -> stock(call.session().device(), suite(call)));
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
    Map<Integer, Stock> stocks =
        byDevice.computeIfAbsent(call.session().device(), device -> new HashMap<>());
    int unclaimed = stocks.values().stream().mapToInt(stock -> stock.unclaimed.size()).sum();
    if (unclaimed + upload.keyPackages().size() > Limits.KEY_PACKAGES_PER_DEVICE) {
      throw new Refusal(
          ProblemCode.INVALID_VALUE,
          "At most " + Limits.KEY_PACKAGES_PER_DEVICE + " unclaimed key packages for a device");
    }
    List<Integer> suites = new ArrayList<>();
    for (byte[] keyPackage : upload.keyPackages()) {
      int suite = view(keyPackage).cipherSuite().value();
      suites.add(suite);
      Stock stock = stocks.computeIfAbsent(suite, missing -> new Stock());
      // an upload sent again after its answer was lost must not double what is handed out
      if (stock.seen.add(Base64Url.encode(keyPackage))) {
        stock.unclaimed.add(keyPackage);
      }
    }
    if (upload.lastResort().isPresent()) {
      int suite = view(upload.lastResort().get()).cipherSuite().value();
      suites.add(suite);
      stocks.computeIfAbsent(suite, missing -> new Stock()).lastResort = upload.lastResort();
    }
    return stock(call.session().device(), suites.isEmpty() ? MANDATORY_SUITE : suites.get(0));
  }

  private static int suite(Call call) {
    String text = call.query().get(Paths.CIPHER_SUITE);
    if (text == null) {
      return MANDATORY_SUITE;
    }
    try {
      int suite = Integer.parseInt(text);
      if (suite > 0 && suite <= 0xffff) {
        return suite;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new Refusal(
        ProblemCode.INVALID_VALUE, "The parameter cipherSuite is a number from 1 to 65535");
  }

  private Stock of(String device, int suite) {
    return byDevice.getOrDefault(device, Map.of()).getOrDefault(suite, new Stock());
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
    int suite = suite(call);
    List<Claimed> claimed = new ArrayList<>();
    Optional<String> only = call.query(Paths.DEVICE);
    for (Device device : devices.ofUser(organisation, user)) {
      if (only.isPresent() && !only.get().equals(device.uri())) {
        continue;
      }
      claimOne(organisation, device.uri(), suite).ifPresent(claimed::add);
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

  private Optional<Claimed> claimOne(String organisation, String device, int suite) {
    byte[] foreign = swapped.get(device);
    if (foreign != null) {
      return Optional.of(new Claimed(device, foreign, false));
    }
    Stock stock = of(device, suite);
    stock.unclaimed.removeIf(k -> expired(k) || revoked(organisation, k));
    byte[] next = stock.unclaimed.poll();
    return next != null
        ? Optional.of(new Claimed(device, next, false))
        : stock
            .lastResort
            .filter(keyPackage -> !expired(keyPackage) && !revoked(organisation, keyPackage))
            .map(keyPackage -> new Claimed(device, keyPackage, true));
  }

  private Response stock(String device, int suite) {
    Stock stock = of(device, suite);
    return Reply.json(
        200, new KeyPackageStock(stock.unclaimed.size(), stock.lastResort.isPresent()));
  }

  private static final class Stock {
    final Deque<byte[]> unclaimed = new ArrayDeque<>();
    final Set<String> seen = new HashSet<>();
    Optional<byte[]> lastResort = Optional.empty();
  }
}

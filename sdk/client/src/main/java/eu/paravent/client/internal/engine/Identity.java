package eu.paravent.client.internal.engine;

import eu.paravent.client.SignInException;
import eu.paravent.client.UserId;
import eu.paravent.client.identity.DeviceRequest;
import eu.paravent.client.identity.Enroller;
import eu.paravent.client.internal.keys.Certificate;
import eu.paravent.client.internal.keys.Certificate.CertificateException;
import eu.paravent.client.internal.keys.SignInAssertion;
import eu.paravent.client.internal.keys.SigningKey;
import eu.paravent.client.internal.store.LocalStore;
import eu.paravent.client.internal.store.StoreTransaction;
import java.net.URI;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who this device is: made once, kept in the store, certified by the organisation authority and
 * again when two thirds of the certificate's time are over.
 */
final class Identity {
  private static final System.Logger LOG = System.getLogger(Identity.class.getName());
  private static final int VERSION = 1;
  private static final String SPACE = Space.CLIENT.title(), ROW = "identity";

  private final LocalStore store;
  private final Optional<Enroller> enroller;
  private final URI server;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Runnable renewed;
  private volatile @Nullable Stored current;
  private volatile @Nullable Role role;

  /**
   * @param renewed called when there is a new certificate in place of another one
   */
  Identity(
      LocalStore store,
      Optional<Enroller> enroller,
      URI server,
      InstantSource clock,
      SecureRandom random,
      Runnable renewed) {
    this.renewed = renewed;
    this.store = store;
    this.enroller = enroller;
    this.server = server;
    this.clock = clock;
    this.random = random;
    this.current = store.read(Identity::load).orElse(null);
  }

  /**
   * @param device URI
   * @param chain DER, empty until certified
   */
  record Stored(UserId user, String device, byte[] seed, List<byte[]> chain, Instant certified) {
    void save(StoreTransaction tx) {
      Row.Writer out =
          new Row.Writer(VERSION).text(user.uri()).text(device).bytes(seed).number(chain.size());
      chain.forEach(out::bytes);
      tx.put(SPACE, ROW, out.instant(certified).done());
    }

    @Override
    public String toString() {
      return "Identity[" + device + "]";
    }
  }

  /** What the certificate says, read once. */
  private record Role(Stored of, boolean archivist) {}

  static Optional<Stored> load(StoreTransaction tx) {
    return tx.get(SPACE, ROW)
        .map(
            row -> {
              Row.Reader in = new Row.Reader(row, VERSION);
              return new Stored(
                  new UserId(in.text()),
                  in.text(),
                  in.bytes(),
                  in.list(Row.Reader::bytes),
                  in.instant());
            });
  }

  /** Known before the device is certified. Does not wait: it is asked inside transactions too. */
  UserId user() {
    Stored known = current;
    if (known != null) {
      return known.user;
    }
    return enroller
        .map(Enroller::user)
        .orElseThrow(
            () ->
                new SignInException(
                    "The store is new: open it with an identity, or through a guest link", null));
  }

  /** Whether this device is certified to keep records, and for nothing else. */
  boolean archivist() {
    Stored known = current;
    if (known == null || known.chain.isEmpty() || known.user.guest()) {
      return false;
    }
    Role before = role;
    if (before != null && before.of == known) {
      return before.archivist;
    }
    try {
      boolean archivist = Certificate.read(known.chain.get(0)).archivist();
      role = new Role(known, archivist);
      return archivist;
    } catch (CertificateException e) {
      throw new IllegalStateException("The stored certificate cannot be read", e);
    }
  }

  /** The certified identity as it is kept here, without asking anyone. */
  Stored certified() {
    Stored known = current;
    if (known == null || known.chain.isEmpty()) {
      throw new SignInException("This device has no certificate yet", null);
    }
    return known;
  }

  /**
   * A certified identity; asks the authority where there is none, or it grows old. Not to be called
   * inside a transaction.
   *
   * @throws SignInException if there is no valid certificate and none can be got
   */
  synchronized Stored require() {
    Stored known = current == null ? fresh() : current;
    current = known;
    boolean usable = !known.chain.isEmpty() && clock.instant().isBefore(notAfter(known));
    if (known.user.guest() || (usable && clock.instant().isBefore(renewAt(known)))) {
      return known;
    }
    try {
      Stored certified = certify(known);
      boolean again = !known.chain.isEmpty();
      store.write(
          tx -> {
            certified.save(tx);
            if (again) {
              Renewals.note(tx);
            }
            Roots.pin(
                tx,
                certified.user.organisation(),
                Hashes.sha256(certified.chain.get(certified.chain.size() - 1)));
            return true;
          });
      current = certified;
      if (again) {
        renewed.run();
      }
      return certified;
    } catch (SignInException e) {
      if (usable) {
        LOG.log(System.Logger.Level.WARNING, "The certificate could not be renewed yet", e);
        return known;
      }
      throw e;
    }
  }

  private Stored fresh() {
    UserId user = user();
    Optional<UserId> restored = store.read(Backups::restoredFor);
    if (restored.filter(user::equals).isEmpty() && restored.isPresent()) {
      throw new SignInException(
          "The store was restored from a backup of " + restored.get() + ", not of " + user, null);
    }
    byte[] name = new byte[16];
    random.nextBytes(name);
    SigningKey key = SigningKey.generate(random);
    Stored made =
        new Stored(
            user,
            "mimi://" + user.organisation() + "/d/" + Hashes.text(name),
            key.insecureSeed(),
            List.of(),
            Instant.EPOCH);
    store.write(
        tx -> {
          made.save(tx);
          return true;
        });
    return made;
  }

  private Stored certify(Stored known) {
    Enroller authority =
        enroller.orElseThrow(
            () ->
                new SignInException(
                    "The certificate of this device has expired: open the client with an identity",
                    null));
    byte[] publicKey = SigningKey.ofSeed(known.seed).publicKey();
    String device = known.device.substring(known.device.lastIndexOf('/') + 1);
    List<byte[]> chain;
    try {
      chain = authority.certify(new DeviceRequest(known.user, device, publicKey));
    } catch (RuntimeException e) {
      // the host's code, perhaps over a network of its own
      throw new SignInException("The organisation authority gave no certificate", e);
    }
    try {
      Certificate leaf = Certificate.read(chain.get(0));
      if (!MessageDigest.isEqual(leaf.publicKey(), publicKey)
          || !leaf.user().equals(known.user)
          || !leaf.deviceUri().equals(known.device)
          || !leaf.validAt(clock.instant())) {
        throw new SignInException(
            "The organisation authority gave a certificate for something else", null);
      }
    } catch (CertificateException | IndexOutOfBoundsException e) {
      throw new SignInException("The organisation authority gave no readable certificate", e);
    }
    return new Stored(known.user, known.device, known.seed, chain, clock.instant());
  }

  private static Instant notAfter(Stored known) {
    try {
      return Certificate.read(known.chain.get(0)).notAfter();
    } catch (CertificateException e) {
      throw new IllegalStateException("The stored certificate cannot be read", e);
    }
  }

  private static Instant renewAt(Stored known) {
    Duration lifetime = Duration.between(known.certified, notAfter(known));
    return known.certified.plus(lifetime.multipliedBy(2).dividedBy(3));
  }

  /** A fresh sign-in assertion. */
  String assertion() {
    Stored me = require();
    return SignInAssertion.of(
        SigningKey.ofSeed(me.seed),
        me.device,
        me.chain,
        server.toString().replaceAll("/+$", ""),
        clock.instant(),
        random);
  }
}

package eu.paravent.server.keypackages.control;

import eu.paravent.mls.MlsException;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.observer.KeyPackageView;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.devices.control.ChainCheck;
import eu.paravent.server.identity.control.VerifiedDevice;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Takes only key packages that are whole, alive and the calling device's own. */
@ApplicationScoped
public class KeyPackageCheck {
  @Inject ChainCheck chains;

  /**
   * @param notAfter its lifetime's end or its certificate's, whichever is first
   */
  public record Checked(int cipherSuite, Instant notAfter) {}

  public Instant expiryOf(byte[] message, Caller.SignedIn device, boolean lastResort, Instant now) {
    return check(message, device, lastResort, now).notAfter();
  }

  public Checked check(byte[] message, Caller.SignedIn device, boolean lastResort, Instant now) {
    KeyPackageView keyPackage = read(message);
    VerifiedDevice verified = chains.check(device.chain());
    if (!(keyPackage.credential() instanceof Credential.X509 x509)
        || !same(x509.chain(), device.chain())) {
      throw refused(
          "The credential of a key package must be the chain that the device signed in with.");
    }
    if (!MessageDigest.isEqual(keyPackage.signatureKey(), verified.signatureKey())) {
      throw refused("The signature key of a key package must be the one of the certificate.");
    }
    if (keyPackage.lastResort() != lastResort) {
      throw refused(
          "The last-resort key package, and no other, carries the last_resort extension.");
    }
    if (keyPackage.notBefore().isAfter(now.plus(Limits.CLOCK_SKEW))
        || !keyPackage.notAfter().isAfter(now)) {
      throw refused(
          "A key package has expired or is not valid yet. Check the clock and make a new one.");
    }
    return new Checked(
        keyPackage.cipherSuite().value(),
        keyPackage.notAfter().isBefore(verified.notAfter())
            ? keyPackage.notAfter()
            : verified.notAfter());
  }

  /** Of one that was checked when it came in. */
  static List<byte[]> chain(byte[] message) {
    if (read(message).credential() instanceof Credential.X509 x509) {
      return x509.chain();
    }
    throw new IllegalStateException("Only key packages with X.509 credentials are stored");
  }

  private static KeyPackageView read(byte[] message) {
    try {
      return KeyPackageView.read(message);
    } catch (MlsException e) {
      throw refused(e.getMessage());
    }
  }

  private static boolean same(List<byte[]> one, List<byte[]> other) {
    return one.size() == other.size() && Arrays.deepEquals(one.toArray(), other.toArray());
  }

  private static Refusal refused(String detail) {
    return Refusal.of(ProblemCode.KEY_PACKAGE_REFUSED, detail);
  }
}

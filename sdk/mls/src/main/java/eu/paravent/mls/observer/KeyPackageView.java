package eu.paravent.mls.observer;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.Lifetime;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/**
 * A key package as its server sees it: both signatures verified (RFC 9420 §10.1), the credential
 * not: that is the caller's to judge.
 *
 * @param supported cipher suites that its client says the device has, unknown ones among them
 * @param reference KeyPackageRef (RFC 9420 §5.2)
 * @param signatureKey raw, of the leaf
 * @param lastResort whether it is marked as reusable
 */
public record KeyPackageView(
    CipherSuite cipherSuite,
    List<Integer> supported,
    byte[] reference,
    Credential credential,
    byte[] signatureKey,
    Instant notBefore,
    Instant notAfter,
    boolean lastResort) {
  private static final long LATEST = Instant.MAX.getEpochSecond();

  /**
   * @param message MLSMessage with a KeyPackage
   * @throws MlsException MALFORMED, UNSUPPORTED, RULE_VIOLATION or NOT_AUTHENTIC
   */
  public static KeyPackageView read(byte[] message) throws MlsException {
    KeyPackage keyPackage = MlsMessage.decode(message, WireFormat.KEY_PACKAGE, KeyPackage::read);
    CipherSuite suite =
        CipherSuite.of(keyPackage.cipherSuite())
            .orElseThrow(
                () ->
                    new MlsException(
                        Reason.UNSUPPORTED,
                        "Cipher suite " + keyPackage.cipherSuite() + " is not supported"));
    LeafNode leaf = keyPackage.leafNode();
    Lifetime lifetime =
        leaf.lifetime()
            .orElseThrow(
                () ->
                    new MlsException(
                        Reason.RULE_VIOLATION,
                        "The leaf of a key package must be of source key_package"));
    SuiteCrypto crypto = new SuiteCrypto(suite, CryptoProviders.best(), new SecureRandom());
    if (!keyPackage.verify(crypto) || !leaf.verify(crypto, new byte[0], 0)) {
      throw new MlsException(
          Reason.NOT_AUTHENTIC, "The signature of the key package does not verify");
    }
    if (!crypto.isEncryptionKey(keyPackage.initKey())
        || !crypto.isEncryptionKey(leaf.encryptionKey())) {
      throw new MlsException(
          Reason.RULE_VIOLATION, "A public key of the key package is none of its cipher suite");
    }
    return new KeyPackageView(
        suite,
        leaf.capabilities().cipherSuites(),
        keyPackage.reference(crypto),
        leaf.credential(),
        leaf.signatureKey(),
        instant(lifetime.notBefore()),
        instant(lifetime.notAfter()),
        keyPackage.extensions().find(KeyPackage.LAST_RESORT).isPresent());
  }

  /** Unsigned seconds, cut off where time ends. */
  private static Instant instant(long seconds) {
    return Instant.ofEpochSecond(seconds < 0 || seconds > LATEST ? LATEST : seconds);
  }
}

package eu.paravent.mls.internal.schedule;

import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import java.util.Arrays;

/** The chain from one epoch to the next (RFC 9420 §8). */
public final class KeySchedule {
  private KeySchedule() {}

  /**
   * @param context the encoded GroupContext of the new epoch
   */
  public static SecretBytes joinerSecret(
      SuiteCrypto crypto, SecretBytes initSecret, SecretBytes commitSecret, byte[] context) {
    byte[] extracted = crypto.extract(initSecret.expose(), commitSecret.expose());
    try {
      return SecretBytes.wrap(
          crypto.expandWithLabel(extracted, "joiner", context, crypto.hashLength()));
    } finally {
      Arrays.fill(extracted, (byte) 0);
    }
  }

  /** The commit secret of a commit without path: zeros. */
  public static SecretBytes noCommitSecret(SuiteCrypto crypto) {
    return SecretBytes.wrap(new byte[crypto.hashLength()]);
  }

  public static SecretBytes welcomeSecret(
      SuiteCrypto crypto, SecretBytes joinerSecret, SecretBytes pskSecret) {
    byte[] extracted = crypto.extract(joinerSecret.expose(), pskSecret.expose());
    try {
      return SecretBytes.wrap(crypto.deriveSecret(extracted, "welcome"));
    } finally {
      Arrays.fill(extracted, (byte) 0);
    }
  }

  /**
   * The secrets of the new epoch.
   *
   * @param context the encoded GroupContext of the new epoch
   */
  public static EpochSecrets epochSecrets(
      SuiteCrypto crypto, SecretBytes joinerSecret, SecretBytes pskSecret, byte[] context) {
    byte[] extracted = crypto.extract(joinerSecret.expose(), pskSecret.expose());
    byte[] epochSecret = crypto.expandWithLabel(extracted, "epoch", context, crypto.hashLength());
    try {
      return EpochSecrets.derive(crypto, epochSecret);
    } finally {
      Arrays.fill(extracted, (byte) 0);
      Arrays.fill(epochSecret, (byte) 0);
    }
  }
}

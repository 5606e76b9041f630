package eu.paravent.mls.internal.schedule;

import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.provider.SuiteCrypto;

/** The transcript hashes and the tag over them (RFC 9420 §8.2, §6.1). */
public final class TranscriptHash {
  private TranscriptHash() {}

  /**
   * @param confirmedInput wire format, FramedContent and signature of the commit, as received
   */
  public static byte[] confirmed(SuiteCrypto crypto, byte[] interim, byte[] confirmedInput) {
    return crypto.hash(
        new TlsWriter(interim.length + confirmedInput.length)
            .raw(interim)
            .raw(confirmedInput)
            .toBytes());
  }

  /** Of the first epoch too. */
  public static byte[] interim(SuiteCrypto crypto, byte[] confirmed, byte[] confirmationTag) {
    return crypto.hash(new TlsWriter().raw(confirmed).opaque(confirmationTag).toBytes());
  }

  public static byte[] confirmationTag(
      SuiteCrypto crypto, SecretBytes confirmationKey, byte[] confirmed) {
    return crypto.mac(confirmationKey.expose(), confirmed);
  }

  public static boolean verifyConfirmationTag(
      SuiteCrypto crypto, SecretBytes confirmationKey, byte[] confirmed, byte[] tag) {
    return crypto.verifyMac(confirmationKey.expose(), confirmed, tag);
  }
}

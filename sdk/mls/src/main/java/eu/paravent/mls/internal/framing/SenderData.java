package eu.paravent.mls.internal.framing;

import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import java.util.Arrays;

/**
 * SenderData (RFC 9420 §6.3.2).
 *
 * @param leafIndex as on the wire: 0 to 2^32 - 1
 * @param generation 0 to 2^32 - 1
 */
public record SenderData(long leafIndex, long generation, byte[] reuseGuard) {
  static final int GUARD_LENGTH = 4;

  static SenderData read(TlsReader in) throws MalformedException {
    return new SenderData(in.u32(), in.u32(), in.fixed(GUARD_LENGTH));
  }

  byte[] encode() {
    return new TlsWriter(16).u32(leafIndex).u32(generation).raw(reuseGuard).toBytes();
  }

  static byte[] key(SuiteCrypto crypto, byte[] senderDataSecret, byte[] ciphertext) {
    return crypto.expandWithLabel(
        senderDataSecret, "key", sample(crypto, ciphertext), crypto.suite().aead().keyLength());
  }

  static byte[] nonce(SuiteCrypto crypto, byte[] senderDataSecret, byte[] ciphertext) {
    return crypto.expandWithLabel(
        senderDataSecret, "nonce", sample(crypto, ciphertext), crypto.suite().aead().nonceLength());
  }

  /** The first KDF.Nh bytes, or all where there are fewer. */
  private static byte[] sample(SuiteCrypto crypto, byte[] ciphertext) {
    return Arrays.copyOf(ciphertext, Math.min(ciphertext.length, crypto.hashLength()));
  }
}

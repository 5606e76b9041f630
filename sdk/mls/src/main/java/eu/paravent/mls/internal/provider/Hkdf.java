package eu.paravent.mls.internal.provider;

import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.HashAlgorithm;
import java.util.Arrays;

/** HKDF (RFC 5869 §2), the KDF of all suites, over a provider's HMAC. */
final class Hkdf {
  private final CryptoProvider provider;
  private final HashAlgorithm hash;

  Hkdf(CryptoProvider provider, HashAlgorithm hash) {
    this.provider = provider;
    this.hash = hash;
  }

  byte[] extract(byte[] salt, byte[] keyMaterial) {
    return provider.hmac(hash, salt, keyMaterial);
  }

  byte[] expand(byte[] pseudoRandomKey, byte[] info, int length) {
    int block = hash.length();
    if (length < 0 || length > 255 * block) {
      throw new IllegalArgumentException("HKDF gives 0 to 255 * Nh bytes");
    }
    byte[] out = new byte[length];
    byte[] previous = new byte[0];
    for (int done = 0, counter = 1; done < length; done += block, counter++) {
      byte[] input = Arrays.copyOf(previous, previous.length + info.length + 1);
      System.arraycopy(info, 0, input, previous.length, info.length);
      input[input.length - 1] = (byte) counter;
      byte[] next = provider.hmac(hash, pseudoRandomKey, input);
      Arrays.fill(input, (byte) 0);
      Arrays.fill(previous, (byte) 0);
      previous = next;
      System.arraycopy(next, 0, out, done, Math.min(block, length - done));
    }
    Arrays.fill(previous, (byte) 0);
    return out;
  }
}

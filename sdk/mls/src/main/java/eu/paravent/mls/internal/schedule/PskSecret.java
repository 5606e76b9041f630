package eu.paravent.mls.internal.schedule;

import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import java.util.Arrays;
import java.util.List;

/** psk_secret (RFC 9420 §8.4). */
public final class PskSecret {
  private PskSecret() {}

  /** A pre-shared key with the id it is injected under. */
  public record Psk(PreSharedKeyId id, SecretBytes secret) {}

  /** The secret of these keys, in the order of the commit or of the group secrets. */
  public static SecretBytes of(SuiteCrypto crypto, List<Psk> keys) {
    byte[] zero = new byte[crypto.hashLength()];
    byte[] secret = zero.clone();
    for (int i = 0; i < keys.size(); i++) {
      Psk key = keys.get(i);
      TlsWriter label = new TlsWriter();
      key.id().write(label);
      label.u16(i).u16(keys.size());
      byte[] extracted = crypto.extract(zero, key.secret().expose());
      byte[] input =
          crypto.expandWithLabel(extracted, "derived psk", label.toBytes(), crypto.hashLength());
      byte[] next = crypto.extract(input, secret);
      Arrays.fill(extracted, (byte) 0);
      Arrays.fill(input, (byte) 0);
      Arrays.fill(secret, (byte) 0);
      secret = next;
    }
    return SecretBytes.wrap(secret);
  }
}

package eu.paravent.testkit.contract;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * A signature key and the certificates that vouch for it.
 *
 * @param chain DER, the key's own certificate first
 */
record DeviceKey(String uri, Ed25519PrivateKeyParameters privateKey, List<byte[]> chain) {
  static Ed25519PrivateKeyParameters newKey() {
    return new Ed25519PrivateKeyParameters(new SecureRandom());
  }

  static byte[] sign(Ed25519PrivateKeyParameters key, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(bytes, 0, bytes.length);
    return signer.generateSignature();
  }
}

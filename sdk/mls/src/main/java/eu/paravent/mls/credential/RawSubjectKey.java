package eu.paravent.mls.credential;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Compares the key of a certificate with a raw one as MLS writes it (RFC 9420 §5.1.1): the
 * SubjectPublicKeyInfo of each signature algorithm is a fixed beginning and the raw key. So neither
 * a curve for key agreement nor another encoding of the same numbers passes.
 */
final class RawSubjectKey {
  private static final List<Algorithm> ALGORITHMS =
      List.of(
          new Algorithm(32, "302a300506032b6570032100"), // Ed25519
          new Algorithm(57, "3043300506032b6571033a00"), // Ed448
          new Algorithm(65, "3059301306072a8648ce3d020106082a8648ce3d030107034200"), // P-256
          new Algorithm(97, "3076301006072a8648ce3d020106052b81040022036200"), // P-384
          new Algorithm(133, "30819b301006072a8648ce3d020106052b8104002303818600")); // P-521

  private record Algorithm(int keyLength, String beginning) {}

  private RawSubjectKey() {}

  static boolean isIn(X509Certificate certificate, byte[] rawKey) {
    byte[] certified = certificate.getPublicKey().getEncoded();
    for (Algorithm algorithm : ALGORITHMS) {
      if (algorithm.keyLength == rawKey.length) {
        byte[] beginning = HexFormat.of().parseHex(algorithm.beginning);
        return certified != null
            && certified.length == beginning.length + rawKey.length
            && Arrays.equals(Arrays.copyOf(certified, beginning.length), beginning)
            && Arrays.equals(
                Arrays.copyOfRange(certified, beginning.length, certified.length), rawKey);
      }
    }
    return false;
  }
}

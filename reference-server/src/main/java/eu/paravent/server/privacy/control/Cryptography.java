package eu.paravent.server.privacy.control;

import eu.paravent.mls.CipherSuite;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** What is computed with, where. A test finds algorithms in the code that are not named here. */
final class Cryptography {
  private static final String FILE = "cryptography.txt";

  private Cryptography() {}

  /** An algorithm beside the cipher suites of conversations. */
  record Algorithm(String name, String german, String english) {}

  static List<Algorithm> algorithms() {
    return Resources.rows(FILE).stream()
        .map(cells -> new Algorithm(cells.get(0), cells.get(1), cells.get(2)))
        .toList();
  }

  /** Number, name, key agreement, encryption, hash, signature of all that conversations can use. */
  static List<List<String>> suites() {
    return Arrays.stream(CipherSuite.values())
        .map(
            suite ->
                List.of(
                    String.format(Locale.ROOT, "0x%04X", suite.value()),
                    suite.name(),
                    suite.kem().name(),
                    suite.aead().name(),
                    suite.hash().name(),
                    suite.signature().name()))
        .toList();
  }

  /** What this Java machine would agree to with TLS, where nobody says otherwise. */
  static List<List<String>> tls() {
    try {
      SSLParameters parameters = SSLContext.getDefault().getDefaultSSLParameters();
      return List.of(
          List.of("TLS", String.join(", ", parameters.getProtocols())),
          List.of("Cipher suites", String.join(", ", parameters.getCipherSuites())));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has TLS", e);
    }
  }
}

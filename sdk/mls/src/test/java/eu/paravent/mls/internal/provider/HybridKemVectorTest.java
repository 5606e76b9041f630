package eu.paravent.mls.internal.provider;

import static eu.paravent.mls.testing.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import eu.paravent.mls.crypto.CryptoProvider.Encapsulated;
import eu.paravent.mls.crypto.KemKeyPair;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The known answers of the drafts that define these KEMs; where they are from is in the file. */
class HybridKemVectorTest {
  /** draft-connolly-cfrg-xwing-kem, appendix C. */
  @TestFactory
  Stream<DynamicTest> xWing() throws Exception {
    return cases(
        "xwing",
        c -> {
          KemKeyPair pair = HybridKem.WITH_X25519.keyPair(hex(c, "seed"));
          answers(
              HybridKem.WITH_X25519,
              pair,
              hex(c, "eseed"),
              hex(c, "pk"),
              hex(c, "ct"),
              hex(c, "ss"));
        });
  }

  /** draft-ietf-hpke-pq, 0x647a and 0x0050: how keys are derived, too. */
  @TestFactory
  Stream<DynamicTest> hpke() throws Exception {
    return Stream.concat(
        cases("hpke", c -> derived(HybridKem.WITH_X25519, c)),
        cases("hpke-p256", c -> derived(HybridKem.WITH_P256, c)));
  }

  private static void derived(HybridKem kem, JsonObject c) throws Exception {
    KemKeyPair pair = kem.derive(hex(c, "ikmR"));
    assertThat(pair.privateKey().expose()).isEqualTo(hex(c, "skRm"));
    answers(kem, pair, hex(c, "ikmE"), hex(c, "pkRm"), hex(c, "enc"), hex(c, "shared_secret"));
  }

  private static void answers(
      HybridKem kem,
      KemKeyPair pair,
      byte[] random,
      byte[] publicKey,
      byte[] encapsulation,
      byte[] secret)
      throws Exception {
    assertThat(pair.publicKey()).isEqualTo(publicKey);
    Encapsulated made = kem.encapsulate(publicKey, new Given(random));
    assertThat(made.encapsulation()).isEqualTo(encapsulation);
    assertThat(made.sharedSecret().expose()).isEqualTo(secret);
    assertThat(kem.decapsulate(pair, encapsulation).expose()).isEqualTo(secret);
  }

  private interface Check {
    void accept(JsonObject known) throws Exception;
  }

  private static Stream<DynamicTest> cases(String kind, Check check)
      throws IOException, JsonParserException {
    try (InputStream in = HybridKemVectorTest.class.getResourceAsStream("hybrid-kem.json")) {
      return JsonParser.object().from(in).getArray(kind).stream()
          .map(JsonObject.class::cast)
          .toList()
          .stream()
          .map(c -> DynamicTest.dynamicTest(c.getString("pk", "hpke"), () -> check.accept(c)));
    }
  }

  /** The drafts draw for ML-KEM first, here the scalar is drawn first. */
  private static final class Given extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final byte[] bytes;
    private int drawn;

    Given(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] into) {
      int from = drawn++ == 0 ? 32 : 0;
      System.arraycopy(bytes, from, into, 0, Math.min(into.length, bytes.length - from));
    }
  }
}

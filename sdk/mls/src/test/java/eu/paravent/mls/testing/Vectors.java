package eu.paravent.mls.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.provider.DefaultCryptoProvider;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The MLS working group's test vectors (mlswg/mls-implementations, test-vectors), from the folder
 * named by the system property {@code paravent.vectors.mls}.
 */
public final class Vectors {
  /** Verifies one case. */
  @FunctionalInterface
  public interface Check {
    void verify(JsonObject testCase) throws Exception;
  }

  private Vectors() {}

  /** One dynamic test per case, of whatever suite. */
  public static Stream<DynamicTest> all(String file, Check check) {
    List<JsonObject> cases = load(file);
    if (cases.isEmpty()) {
      throw new IllegalStateException(file + " holds no case");
    }
    return IntStream.range(0, cases.size())
        .mapToObj(
            i -> DynamicTest.dynamicTest(file + " case " + i, () -> check.verify(cases.get(i))));
  }

  /** All cases of a file; skips the test, loudly, where the folder is absent outside of CI. */
  public static List<JsonObject> load(String file) {
    String folder = System.getProperty("paravent.vectors.mls", "");
    Path path = Path.of(folder, file);
    boolean present = !folder.isEmpty() && Files.isDirectory(Path.of(folder));
    if (!present && !"true".equals(System.getenv("CI"))) {
      System.err.println("SKIPPED: no MLS test vectors at '" + folder + "' (" + file + ")");
    }
    assumeTrue(
        present || "true".equals(System.getenv("CI")),
        "No MLS test vectors: set paravent.vectors.mls to their folder");
    try (var reader = Files.newBufferedReader(path)) {
      JsonArray array = JsonParser.array().from(reader);
      List<JsonObject> cases = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        cases.add(array.getObject(i));
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonParserException e) {
      throw new IllegalStateException(file + " is not JSON", e);
    }
  }

  public static byte[] hex(JsonObject object, String name) {
    String text = object.getString(name);
    if (text == null) {
      throw new IllegalStateException("The case has no " + name);
    }
    return HexFormat.of().parseHex(text);
  }

  public static SecretBytes secret(JsonObject object, String name) {
    return SecretBytes.wrap(hex(object, name));
  }

  /** Of suite 1. */
  public static SuiteCrypto crypto() {
    return crypto(CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519);
  }

  /** Of the suite of a case. */
  public static SuiteCrypto crypto(JsonObject testCase) {
    return crypto(CipherSuite.of(testCase.getInt("cipher_suite")).orElseThrow());
  }

  public static SuiteCrypto crypto(CipherSuite suite) {
    return new SuiteCrypto(suite, new DefaultCryptoProvider(), new SecureRandom());
  }
}

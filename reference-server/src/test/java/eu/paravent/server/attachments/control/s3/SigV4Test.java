package eu.paravent.server.attachments.control.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The examples of the S3 API reference, "Signature Calculations for the Authorization Header": key,
 * requests and signatures are Amazon's.
 */
class SigV4Test {
  private static final Instant NOW = Instant.parse("2013-05-24T00:00:00Z");
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private final SigV4 signer =
      new SigV4("us-east-1", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

  @Test
  void signsAPartOfAnObject() {
    assertThat(signed("GET", "/test.txt", Map.of(), Map.of("range", "bytes=0-9"), EMPTY))
        .isEqualTo(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  }

  @Test
  void signsAnObjectThatIsStored() {
    String hash = SigV4.sha256("Welcome to Amazon S3.".getBytes(StandardCharsets.US_ASCII));

    assertThat(
            signed(
                "PUT",
                "/test%24file.text",
                Map.of(),
                Map.of(
                    "date",
                    "Fri, 24 May 2013 00:00:00 GMT",
                    "x-amz-storage-class",
                    "REDUCED_REDUNDANCY"),
                hash))
        .endsWith("Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  }

  @Test
  void signsAQueryWithoutAValue() {
    assertThat(signed("GET", "/", Map.of("lifecycle", ""), Map.of(), EMPTY))
        .endsWith("Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
  }

  @Test
  void signsAQueryInOrder() {
    assertThat(signed("GET", "/", Map.of("prefix", "J", "max-keys", "2"), Map.of(), EMPTY))
        .endsWith("Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
  }

  @Test
  void encodesWhatIsNoName() {
    assertThat(SigV4.encode("aZ09-._~")).isEqualTo("aZ09-._~");
    assertThat(SigV4.encode(" +/=&ü")).isEqualTo("%20%2B%2F%3D%26%C3%BC");
  }

  private String signed(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      String hash) {
    TreeMap<String, String> all = new TreeMap<>(headers);
    all.put("host", "examplebucket.s3.amazonaws.com");
    return String.valueOf(
        signer
            .sign(new SigV4.Request(method, path, new TreeMap<>(query), all, hash), NOW)
            .get("authorization"));
  }
}

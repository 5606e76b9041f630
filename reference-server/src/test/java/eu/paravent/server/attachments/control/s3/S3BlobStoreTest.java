package eu.paravent.server.attachments.control.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.server.attachments.control.BlobStore;
import eu.paravent.server.attachments.control.BlobStoreContract;
import eu.paravent.server.settings.control.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a store written for tests: see {@link S3Server}. */
class S3BlobStoreTest extends BlobStoreContract {
  @TempDir Path directory;
  private S3Server server;
  private S3BlobStore store;

  @BeforeEach
  @SuppressWarnings("NullAway.Init") // set before each test
  void open() throws IOException {
    server = S3Server.at(directory.resolve("objects"));
    Files.createDirectories(directory.resolve("spools"));
    store = store(server.environment(), InstantSource.system());
  }

  private S3BlobStore store(Map<String, String> environment, InstantSource clock) {
    S3BlobStore opened = new S3BlobStore();
    opened.use(
        S3Settings.of(Settings.of(environment)).bucket(clock),
        "tests/",
        directory.resolve("spools"));
    return opened;
  }

  /** Whatever happened: no request was signed wrongly, and no file stayed behind. */
  @AfterEach
  void close() throws IOException {
    server.close();
    assertThat(server.refused()).isEmpty();
    try (Stream<Path> files = Files.list(directory.resolve("spools"))) {
      assertThat(files).isEmpty();
    }
  }

  @Override
  protected BlobStore store() {
    return store;
  }

  @Override
  protected void assertEmpty() {
    assertThat(server.names()).isEmpty();
    assertThat(server.uploadsUnderWay()).isZero();
  }

  @Test
  void triesAgainWhereTheStoreIsBusy() throws IOException {
    for (String method : new String[] {"PUT", "GET", "HEAD", "DELETE", "POST"}) {
      server.fail(method, 2);
    }
    byte[] octets = new byte[6 << 20];
    octets[5 << 20] = 3;

    store.append(ID, 0, new ByteArrayInputStream(octets), octets.length);
    store.complete(ID);

    try (var in = store.open(ID, 0, octets.length)) {
      assertThat(in.readAllBytes()).isEqualTo(octets);
    }
  }

  /** The store fails for long in the middle of a piece: what counted before counts still. */
  @Test
  void losesNothingWhereTheStoreFails() throws IOException {
    byte[] octets = new byte[7 << 20];
    octets[6 << 20] = 3;
    store.append(ID, 0, new ByteArrayInputStream(octets, 0, 1000), octets.length);
    server.fail("PUT", 100);

    assertThatThrownBy(
            () ->
                store.append(
                    ID,
                    1000,
                    new ByteArrayInputStream(octets, 1000, octets.length - 1000),
                    octets.length))
        .isInstanceOf(IOException.class);

    server.fail("PUT", 0);
    assertThat(store.received(ID)).isEqualTo(1000);
    store.append(
        ID, 1000, new ByteArrayInputStream(octets, 1000, octets.length - 1000), octets.length);
    store.complete(ID);
    try (var in = store.open(ID, 0, octets.length)) {
      assertThat(in.readAllBytes()).isEqualTo(octets);
    }
  }

  @Test
  void goesOnAfterACrashInTheMiddleOfCompleting() throws IOException {
    byte[] octets = new byte[6 << 20];
    store.append(ID, 0, new ByteArrayInputStream(octets), octets.length);
    server.fail("DELETE", 100);
    assertThatThrownBy(() -> store.complete(ID)).isInstanceOf(IOException.class);
    server.fail("DELETE", 0);

    store.complete(ID);

    assertThat(server.names()).containsExactly("tests/blobs/" + ID);
    assertThat(server.uploadsUnderWay()).isZero();
  }

  @Test
  void isRefusedWithAnotherSecretAndSaysSo() throws IOException {
    Map<String, String> environment = new HashMap<>(server.environment());
    environment.put("PARAVENT_S3_SECRET_KEY", "another-secret");
    S3BlobStore wrong = store(environment, InstantSource.system());

    assertThatThrownBy(() -> wrong.store(ID, new ByteArrayInputStream(new byte[1]), 1))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("SignatureDoesNotMatch")
        .hasMessageNotContaining("another-secret");

    forgetRefusals("SignatureDoesNotMatch");
  }

  @Test
  void isRefusedWithAClockThatIsWrong() throws IOException {
    S3BlobStore late =
        store(server.environment(), () -> java.time.Instant.now().minus(Duration.ofHours(1)));

    assertThatThrownBy(() -> late.store(ID, new ByteArrayInputStream(new byte[1]), 1))
        .hasMessageContaining("RequestTimeTooSkewed");

    forgetRefusals("RequestTimeTooSkewed");
  }

  private void forgetRefusals(String expected) throws IOException {
    assertThat(server.refused()).containsExactly(expected);
    server.close();
    server = S3Server.at(directory.resolve("objects"));
  }

  @Test
  void namesAllThatIsMissing() {
    assertThatThrownBy(() -> S3Settings.of(Settings.of(Map.of("PARAVENT_S3_BUCKET", "chat"))))
        .hasMessageContaining("PARAVENT_S3_ENDPOINT")
        .hasMessageContaining("PARAVENT_S3_ACCESS_KEY")
        .hasMessageContaining("PARAVENT_S3_SECRET_KEY")
        .hasMessageNotContaining("PARAVENT_S3_BUCKET");
  }
}

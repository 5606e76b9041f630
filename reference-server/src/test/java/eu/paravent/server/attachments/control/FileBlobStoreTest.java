package eu.paravent.server.attachments.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest {
  private static final String ID = "AAECAwQFBgcICQoLDA0ODw";
  private final FileBlobStore store = new FileBlobStore();
  @TempDir Path directory;

  @BeforeEach
  void open() {
    store.useDirectory(directory);
  }

  @Test
  void givesBackWhatItGot() throws IOException {
    byte[] octets = new byte[200_000];
    octets[199_999] = 7;

    assertThat(store.store(ID, new ByteArrayInputStream(octets), 200_000)).isEqualTo(200_000);

    try (InputStream in = store.open(ID)) {
      assertThat(in.readAllBytes()).isEqualTo(octets);
    }
  }

  @Test
  void keepsNothingOfWhatIsTooLarge() throws IOException {
    assertThatThrownBy(() -> store.store(ID, new ByteArrayInputStream(new byte[11]), 10))
        .isInstanceOf(BlobStore.TooLargeException.class);

    assertNothingIsLeft();
  }

  @Test
  void keepsNothingOfAnUploadThatBreaksOff() throws IOException {
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[1000]),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("gone");
              }
            });

    assertThatThrownBy(() -> store.store(ID, broken, 10_000)).hasMessage("gone");

    assertNothingIsLeft();
  }

  @Test
  void hasNothingUnderAnIdThatWasDeleted() throws IOException {
    store.store(ID, new ByteArrayInputStream(new byte[1]), 10);

    store.delete(ID);
    store.delete(ID);

    assertThatThrownBy(() -> store.open(ID)).isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void neverLeavesItsDirectory() {
    assertThatThrownBy(() -> store.open("../../../../etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void assertNothingIsLeft() throws IOException {
    assertThatThrownBy(() -> store.open(ID)).isInstanceOf(FileNotFoundException.class);
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }
}

package eu.paravent.server.attachments.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.server.attachments.control.BlobStore.NoRoomException;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A disk of one mebibyte is full: it is said, nothing half stays, nothing that is there is lost.
 */
abstract class FullDiskContract {
  protected static final int ROOM = 1 << 20;
  private static final String SMALL = "AAECAwQFBgcICQoLDA0ODw", LARGE = "_-ECAwQFBgcICQoLDA0ODw";
  private static final byte[] OCTETS = new byte[2 * ROOM];

  static {
    new Random(7).nextBytes(OCTETS);
  }

  /** In a directory with that room; the same one for all of a test. */
  protected abstract BlobStore store();

  protected abstract Path directory();

  /** The operator makes room for everything. */
  protected abstract void makeRoom() throws Exception;

  @Test
  void keepsNothingOfWhatDidNotFitAndTakesItOnceThereIsRoom() throws Exception {
    byte[] small = Arrays.copyOf(OCTETS, ROOM / 4);
    store().store(SMALL, new ByteArrayInputStream(small), OCTETS.length);

    assertThatThrownBy(() -> store().store(LARGE, new ByteArrayInputStream(OCTETS), OCTETS.length))
        .isInstanceOf(NoRoomException.class);

    assertThatThrownBy(() -> store().open(LARGE, 0, 1)).isInstanceOf(FileNotFoundException.class);
    assertThat(read(SMALL, small.length)).isEqualTo(small);
    try (Stream<Path> files = Files.walk(directory())) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(1);
    }
    makeRoom();
    assertThat(store().store(LARGE, new ByteArrayInputStream(OCTETS), OCTETS.length))
        .isEqualTo(OCTETS.length);
    assertThat(read(LARGE, OCTETS.length)).isEqualTo(OCTETS);
    assertThat(read(SMALL, small.length)).isEqualTo(small);
  }

  @Test
  void keepsWhatFitOfAPieceAndGoesOnThere() throws Exception {
    int first = ROOM / 4;
    store().append(LARGE, 0, new ByteArrayInputStream(OCTETS, 0, first), OCTETS.length);

    assertThatThrownBy(() -> store().append(LARGE, first, rest(first), OCTETS.length))
        .isInstanceOf(NoRoomException.class);

    long received = store().received(LARGE);
    assertThat(received).isBetween((long) first, (long) ROOM);
    makeRoom();
    assertThat(store().append(LARGE, received, rest((int) received), OCTETS.length))
        .isEqualTo(OCTETS.length);
    store().complete(LARGE);
    assertThat(read(LARGE, OCTETS.length)).isEqualTo(OCTETS);
  }

  private static InputStream rest(int from) {
    return new ByteArrayInputStream(OCTETS, from, OCTETS.length - from);
  }

  private byte[] read(String id, int size) throws IOException {
    try (InputStream in = store().open(id, 0, size)) {
      return in.readAllBytes();
    }
  }
}

package eu.paravent.server.attachments.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every blob store does. */
public abstract class BlobStoreContract {
  protected static final String ID = "AAECAwQFBgcICQoLDA0ODw";
  private static final String OTHER = "_-ECAwQFBgcICQoLDA0ODw";

  /** More than two parts of a store that works in parts of 5 MiB. */
  private static final int LARGE = 11 << 20;

  private static final byte[] OCTETS = octets(LARGE);

  /** Open, and empty at the beginning of a test; the same one for all of it. */
  protected abstract BlobStore store();

  /** Fails where the store keeps anything at all. */
  protected abstract void assertEmpty() throws IOException;

  @Test
  void givesBackWhatItGot() throws IOException {
    for (int size : new int[] {0, 1, 200_000, 5 << 20, LARGE}) {
      byte[] octets = Arrays.copyOf(OCTETS, size);

      assertThat(store().store(ID, new ByteArrayInputStream(octets), LARGE)).isEqualTo(size);

      assertThat(read(ID, 0, size)).isEqualTo(octets);
      assertThat(store().received(ID)).isEqualTo(size);
      store().delete(ID);
    }
    assertEmpty();
  }

  @Test
  void givesParts() throws IOException {
    store().store(ID, new ByteArrayInputStream(OCTETS), LARGE);

    for (int[] part :
        new int[][] {{0, 1}, {LARGE - 1, 1}, {5, 10}, {(5 << 20) - 3, 6}, {1_000_000, 9_000_000}}) {
      assertThat(read(ID, part[0], part[1]))
          .isEqualTo(Arrays.copyOfRange(OCTETS, part[0], part[0] + part[1]));
    }
    try (InputStream in = store().open(ID, 3, LARGE - 3)) {
      // whoever asks may stop reading
      assertThat(in.read()).isEqualTo(OCTETS[3] & 0xff);
    }
  }

  @Test
  void keepsNothingOfWhatIsTooLarge() throws IOException {
    for (int size : new int[] {11, LARGE}) {
      assertThatThrownBy(
              () ->
                  store()
                      .store(ID, new ByteArrayInputStream(Arrays.copyOf(OCTETS, size)), size - 1))
          .isInstanceOf(BlobStore.TooLargeException.class);
    }

    assertMissing(ID);
    assertEmpty();
  }

  @Test
  void keepsNothingOfAStreamThatBreaksOff() throws IOException {
    for (int size : new int[] {1000, LARGE}) {
      assertThatThrownBy(() -> store().store(ID, breakingOff(OCTETS, 0, size), 2L * LARGE))
          .hasMessage("gone");
    }

    assertMissing(ID);
    assertEmpty();
  }

  @Test
  void hasNothingUnderAnIdThatWasDeleted() throws IOException {
    store().store(ID, new ByteArrayInputStream(new byte[1]), 10);
    store().store(OTHER, new ByteArrayInputStream(new byte[2]), 10);

    store().delete(ID);
    store().delete(ID);

    assertMissing(ID);
    assertThat(read(OTHER, 0, 2)).hasSize(2);
  }

  @Test
  void makesABlobOfPieces() throws IOException {
    int[] ends = {1, 100, 4 << 20, (5 << 20) + 7, (10 << 20) + 8, LARGE};

    int from = 0;
    for (int end : ends) {
      assertThat(store().received(ID)).isEqualTo(from);
      assertThat(append(from, end, LARGE)).isEqualTo(end);
      from = end;
    }
    assertMissing(ID);
    store().complete(ID);
    store().complete(ID);

    assertThat(read(ID, 0, LARGE)).isEqualTo(OCTETS);
    assertThat(store().received(ID)).isEqualTo(LARGE);
    store().delete(ID);
    assertEmpty();
  }

  @Test
  void makesABlobOfOneSmallPiece() throws IOException {
    append(0, 17, 17);
    store().complete(ID);

    assertThat(read(ID, 0, 17)).isEqualTo(Arrays.copyOf(OCTETS, 17));
    store().delete(ID);
    assertEmpty();
  }

  @Test
  void makesABlobOfWholeParts() throws IOException {
    append(0, 5 << 20, 10 << 20);
    append(5 << 20, 10 << 20, 10 << 20);
    store().complete(ID);

    assertThat(read(ID, 0, 10 << 20)).isEqualTo(Arrays.copyOf(OCTETS, 10 << 20));
  }

  @Test
  void keepsWhatCameOfAPieceThatBrokeOff() throws IOException {
    for (int end : new int[] {1234, (5 << 20) + 99}) {
      int from = (int) store().received(ID);

      assertThatThrownBy(() -> store().append(ID, from, breakingOff(OCTETS, from, end), LARGE))
          .hasMessage("gone");

      assertThat(store().received(ID)).isEqualTo(end);
    }
    append((5 << 20) + 99, LARGE, LARGE);
    store().complete(ID);

    assertThat(read(ID, 0, LARGE)).isEqualTo(OCTETS);
  }

  @Test
  void takesNoPieceThatDoesNotFit() throws IOException {
    append(0, 1000, LARGE);

    for (int offset : new int[] {0, 999, 1001}) {
      assertThatThrownBy(() -> append(offset, offset + 10, LARGE))
          .isInstanceOf(BlobStore.OutOfStepException.class);
    }

    assertThat(store().received(ID)).isEqualTo(1000);
  }

  @Test
  void keepsNothingOfAPieceThatGoesBeyondTheEnd() throws IOException {
    append(0, 400, 1000);
    for (int end : new int[] {1001, LARGE}) {
      assertThatThrownBy(() -> append(400, end, 1000))
          .isInstanceOf(BlobStore.TooLargeException.class);
      assertThat(store().received(ID)).isEqualTo(400);
    }

    append(400, 1000, 1000);
    store().complete(ID);

    assertThat(read(ID, 0, 1000)).isEqualTo(Arrays.copyOf(OCTETS, 1000));
  }

  /** The stream says so itself, because a request may be no longer. */
  @Test
  void keepsNothingOfAPieceThatIsTooLong() throws IOException {
    append(0, 400, LARGE);

    assertThatThrownBy(
            () ->
                store()
                    .append(ID, 400, new Bounded(new ByteArrayInputStream(OCTETS), 100_000), LARGE))
        .isInstanceOf(BlobStore.TooLargeException.class);

    assertThat(store().received(ID)).isEqualTo(400);
  }

  @Test
  void deletesPieces() throws IOException {
    append(0, (5 << 20) + 1, LARGE);

    store().delete(ID);

    assertThat(store().received(ID)).isZero();
    assertEmpty();
    append(0, 10, 10);
    store().complete(ID);
    assertThat(read(ID, 0, 10)).hasSize(10);
  }

  @Test
  void completesNothingThatNeverCame() {
    assertThatThrownBy(() -> store().complete(ID)).isInstanceOf(IOException.class);
  }

  @Test
  void neverLeavesItsPlace() {
    for (String id : new String[] {"../../../../etc/passwd", "", "a/b", "AAECAwQFBgcICQoLDA0O?x"}) {
      assertThatThrownBy(() -> store().open(id, 0, 1)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> store().delete(id)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private long append(int from, int end, long size) throws IOException {
    return store().append(ID, from, new ByteArrayInputStream(OCTETS, from, end - from), size);
  }

  private byte[] read(String id, long first, long count) throws IOException {
    try (InputStream in = store().open(id, first, count)) {
      return in.readAllBytes();
    }
  }

  private void assertMissing(String id) {
    assertThatThrownBy(() -> store().open(id, 0, 1)).isInstanceOf(FileNotFoundException.class);
  }

  private static InputStream breakingOff(byte[] octets, int from, int end) {
    return new SequenceInputStream(
        new ByteArrayInputStream(octets, from, end - from),
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        });
  }

  private static byte[] octets(int size) {
    byte[] octets = new byte[size];
    new Random(size).nextBytes(octets);
    return octets;
  }
}

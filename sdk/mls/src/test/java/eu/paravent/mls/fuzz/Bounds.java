package eu.paravent.mls.fuzz;

import java.util.function.Consumer;

/** What a decoder may allocate. */
final class Bounds {
  /** Objects and lists per byte read; twice, since what was read is written again. */
  private static final long PER_BYTE = 512;

  private static final long CONSTANT = 128 * 1024;

  private Bounds() {}

  static void hold(byte[] bytes, Consumer<byte[]> decoder) {
    // what is loaded or compiled along the way is paid once: only the second time counts
    for (int attempt = 0; attempt < 2; attempt++) {
      if (!exceeded(bytes, decoder)) {
        return;
      }
    }
    throw new AssertionError("Too much is allocated for " + bytes.length + " bytes");
  }

  private static boolean exceeded(byte[] bytes, Consumer<byte[]> decoder) {
    long before = AllocatedBytes.byThisThread();
    decoder.accept(bytes);
    return AllocatedBytes.byThisThread() - before > CONSTANT + PER_BYTE * bytes.length;
  }
}

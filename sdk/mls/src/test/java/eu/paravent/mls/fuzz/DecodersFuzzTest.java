package eu.paravent.mls.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;

/**
 * Any bytes for any decoder: refused with the declared exception, or read and written back the
 * same; never more memory than the length justifies.
 */
class DecodersFuzzTest {
  @Tag("checklist-5")
  @Tag("checklist-6")
  @FuzzTest(maxDuration = "10s")
  void read(byte[] data) {
    if (data.length == 0) {
      return;
    }
    Decoders.Decoder<?> decoder = Decoders.ALL.get((data[0] & 0xff) % Decoders.ALL.size());
    Bounds.hold(Arrays.copyOfRange(data, 1, data.length), decoder::reads);
  }
}

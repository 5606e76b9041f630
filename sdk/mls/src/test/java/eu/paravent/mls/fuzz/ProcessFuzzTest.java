package eu.paravent.mls.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Any bytes for a live group: only what a member sent is accepted, nothing else leaves a trace. */
class ProcessFuzzTest {
  private static final LiveGroup GROUP = new LiveGroup(false);
  private static final List<byte[]> GENUINE =
      List.of(
          LiveGroup.value("main.late"),
          LiveGroup.value("main.skipped"),
          LiveGroup.value("main.next"),
          LiveGroup.value("main.commit"));

  @Tag("checklist-6")
  @FuzzTest(maxDuration = "10s")
  void process(byte[] data) {
    GROUP.process(data, GENUINE);
  }
}

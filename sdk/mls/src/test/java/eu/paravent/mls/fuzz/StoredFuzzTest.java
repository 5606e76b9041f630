package eu.paravent.mls.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import eu.paravent.mls.stability.StoreVector;
import org.junit.jupiter.api.Tag;

/** Damaged records of the first version's store: it must open for ever, and so may be damaged. */
class StoredFuzzTest {
  static final DamagedStore STORE = new DamagedStore(StoreVector.load("store-v1-suite-0001.json"));

  @Tag("checklist-6")
  @FuzzTest(maxDuration = "10s")
  void stored(byte[] data) {
    STORE.useWith(data);
  }
}

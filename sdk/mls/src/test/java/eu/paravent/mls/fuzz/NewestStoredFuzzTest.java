package eu.paravent.mls.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import eu.paravent.mls.stability.StoreVector;
import org.junit.jupiter.api.Tag;

/**
 * Damaged records of a store as this version writes it. A new vector orders the records anew: then
 * {@link WriteFuzzCorpus} is to be run.
 */
class NewestStoredFuzzTest {
  static final DamagedStore STORE = new DamagedStore(StoreVector.newest());

  @Tag("checklist-6")
  @FuzzTest(maxDuration = "10s")
  void stored(byte[] data) {
    STORE.useWith(data);
  }
}

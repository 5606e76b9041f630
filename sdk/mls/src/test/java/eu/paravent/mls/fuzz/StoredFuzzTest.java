package eu.paravent.mls.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.code_intelligence.jazzer.junit.FuzzTest;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.storage.StoredStateException;
import eu.paravent.mls.testing.Person;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/**
 * Any bytes in the place of one stored record: a disk lies, a backup was mixed up. Whatever is then
 * done with the group says so, or works.
 */
class StoredFuzzTest {
  static final List<String> RECORDS =
      LiveGroup.bobAtTheBeginning().storage().contents().keySet().stream().sorted().toList();

  @Tag("checklist-6")
  @FuzzTest(maxDuration = "10s")
  void stored(byte[] data) {
    if (data.length == 0) {
      return;
    }
    Person bob = LiveGroup.bobAtTheBeginning();
    String record = RECORDS.get((data[0] & 0xff) % RECORDS.size());
    bob.storage().write(Map.of(record, Arrays.copyOfRange(data, 1, data.length)));
    for (String id : new String[] {"main", "staged", "ended"}) {
      if (record.contains(HexFormat.of().formatHex(id.getBytes(US_ASCII)))) {
        said(() -> use(bob.group(id)));
        return;
      }
    }
    said(
        () ->
            bob.client()
                .loadPendingJoin("prepared".getBytes(US_ASCII))
                .orElseThrow()
                .mergePendingCommit());
    said(() -> bob.client().join(LiveGroup.value("fresh.welcome")));
  }

  private interface Use {
    void run() throws MlsException;
  }

  private static void said(Use use) {
    try {
      use.run();
    } catch (MlsException | StoredStateException e) {
      // with a message that says what to do
    }
  }

  private static void use(MlsGroup group) throws MlsException {
    for (String message : new String[] {"late", "skipped", "next"}) {
      said(() -> group.process(LiveGroup.value("main." + message)));
    }
    said(group::pendingProposals);
    said(() -> group.encrypt(new byte[0], new byte[0]));
    said(group::groupInfo);
    said(() -> group.commit(CommitSpec.selfUpdate()));
    said(() -> group.process(LiveGroup.value("main.commit")));
    said(group::mergePendingCommit);
  }
}

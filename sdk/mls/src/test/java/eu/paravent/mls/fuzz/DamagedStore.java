package eu.paravent.mls.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;

import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ProposalSpec;
import eu.paravent.mls.stability.StoreVector;
import eu.paravent.mls.storage.StoredStateException;
import eu.paravent.mls.testing.Person;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Any bytes in the place of one stored record: a disk lies, a backup was mixed up. Whatever is then
 * done with the group says so, or works.
 */
final class DamagedStore {
  private final StoreVector vector;
  private final List<String> records;

  DamagedStore(StoreVector vector) {
    this.vector = vector;
    this.records = bob().storage().contents().keySet().stream().sorted().toList();
    if (records.size() > 256) {
      throw new IllegalStateException("One byte does not choose among all records any more");
    }
  }

  Person bob() {
    return vector.person("bob");
  }

  /** By the first byte of an input. */
  List<String> records() {
    return records;
  }

  /**
   * @param data one byte to choose the record, and what it is to be
   */
  void useWith(byte[] data) {
    if (data.length == 0) {
      return;
    }
    Person bob = bob();
    String record = records.get((data[0] & 0xff) % records.size());
    bob.storage().write(Map.of(record, Arrays.copyOfRange(data, 1, data.length)));
    for (String id : new String[] {"main", "staged", "ended", "reinit"}) {
      if (record.contains(HexFormat.of().formatHex(id.getBytes(US_ASCII)))) {
        said(() -> use(bob.group(id)));
        said(() -> succeed(bob, id));
        return;
      }
    }
    said(
        () ->
            bob.client()
                .loadPendingJoin("prepared".getBytes(US_ASCII))
                .orElseThrow()
                .mergePendingCommit());
    said(() -> bob.client().join(vector.value("fresh.welcome")));
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

  private void use(MlsGroup group) throws MlsException {
    for (String message : new String[] {"late", "skipped", "next"}) {
      said(() -> group.process(vector.value("main." + message)));
    }
    said(group::pendingProposals);
    said(group::reInit);
    said(() -> group.encrypt(new byte[0], new byte[0]));
    said(group::groupInfo);
    said(() -> group.propose(new ProposalSpec.ResumptionKey(group.groupId(), group.epoch() - 1)));
    said(() -> group.commit(CommitSpec.selfUpdate()));
    said(() -> group.process(vector.value("main.commit")));
    said(group::mergePendingCommit);
  }

  /** What comes of a group that a ReInit ended, or that others branched off. */
  private void succeed(Person bob, String id) throws MlsException {
    for (String welcome : new String[] {"branch.welcome", "next.welcome"}) {
      if (vector.has(welcome)) {
        said(() -> bob.client().join(vector.value(welcome)));
      }
    }
    bob.client().createSuccessor(id.getBytes(US_ASCII), List.of());
  }
}

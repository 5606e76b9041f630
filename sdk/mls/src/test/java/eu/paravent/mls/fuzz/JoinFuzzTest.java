package eu.paravent.mls.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.malice.ForgedGroup;
import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.mls.observer.KeyPackageView;
import eu.paravent.mls.observer.MessageHeader;
import eu.paravent.mls.observer.WelcomeView;
import eu.paravent.mls.storage.StoredStateException;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.Person;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/**
 * Any bytes where somebody is let in or only looks on: Welcomes, group infos, trees in a group info
 * that a dishonest member signed, and all that an observer reads.
 */
class JoinFuzzTest {
  private static final Insider ALICE = LiveGroup.insider();
  private static final byte[] INFO = new ForgedGroup(ALICE).groupInfo();
  private static final Person BOB = LiveGroup.bobAtTheBeginning();
  private static final Map<String, String> STORED = BOB.storage().contents();
  private static final GroupObserver OBSERVER = observer();

  private static GroupObserver observer() {
    try {
      return GroupObserver.open(INFO, new AcceptAll(), GroupPolicy.allowAll());
    } catch (MlsException e) {
      throw new AssertionError(e);
    }
  }

  @Tag("checklist-6")
  @FuzzTest(maxDuration = "10s")
  void join(byte[] data) {
    if (data.length == 0) {
      return;
    }
    byte[] body = Arrays.copyOfRange(data, 1, data.length);
    try {
      use(data[0] & 0xff, body);
    } catch (MlsException e) {
      if (!BOB.storage().contents().equals(STORED)) {
        throw new AssertionError("What was refused changed the store", e);
      }
    }
  }

  private static void use(int kind, byte[] body) throws MlsException {
    switch (kind % 9) {
      case 0:
        BOB.twin().client().join(body);
        break;
      case 1:
        BOB.client().join(body, body);
        break;
      case 2:
        new Person("erin").client().joinExternally(body);
        break;
      case 3:
        GroupObserver.open(
            new ForgedGroup(ALICE).rawTree(body).groupInfo(),
            new AcceptAll(),
            GroupPolicy.allowAll());
        break;
      case 4:
        OBSERVER.apply(body, List.of());
        break;
      case 5:
        OBSERVER.verify(body);
        break;
      case 6:
        KeyPackageView.read(body);
        break;
      case 7:
        MessageHeader.read(body);
        WelcomeView.read(body);
        break;
      default:
        try {
          GroupObserver.restore(body, new AcceptAll(), GroupPolicy.allowAll());
        } catch (StoredStateException e) {
          return;
        }
    }
  }
}

package eu.paravent.server.nodes;

import eu.paravent.testkit.contract.DeliveryContract;
import eu.paravent.testkit.contract.IdempotencyContract;
import eu.paravent.testkit.contract.KeyPackagesContract;
import eu.paravent.testkit.contract.NodesContract;
import eu.paravent.testkit.contract.PollContract;
import eu.paravent.testkit.contract.PushContract;
import eu.paravent.testkit.contract.RetentionContract;
import eu.paravent.testkit.contract.RevocationContract;
import eu.paravent.testkit.contract.ServerUnderTest;
import eu.paravent.testkit.contract.SessionsContract;
import eu.paravent.testkit.contract.SignInContract;
import eu.paravent.testkit.contract.SignalContract;
import eu.paravent.testkit.contract.UploadsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes are one service: what is new with two of them, and the contract of one, with each
 * request of a caller at another node than the one before.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class NodesPostgreSqlIT {
  @TempDir static Path folder;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static TwoNodes nodes;

  @BeforeAll
  static void start() {
    nodes = new TwoNodes(folder).start();
  }

  @AfterAll
  static void stop() {
    nodes.close();
  }

  @Nested
  class Between extends NodesContract {
    @Override
    protected ServerUnderTest server() {
      return nodes.at(nodes.first);
    }

    @Override
    protected ServerUnderTest otherServer() {
      return nodes.at(nodes.second);
    }

    @Override
    protected void cutNews() {
      nodes.cutNews();
    }

    @Override
    protected void appendUntold(String groupId) {
      nodes.execute(
          "with grown as (update chat_group set head = head + 1 where id = ? returning id, head)"
              + " insert into log_entry (group_id, sequence, kind, epoch, message, size, received_at)"
              + " select e.group_id, grown.head, e.kind, e.epoch, e.message, e.size, e.received_at"
              + " from log_entry e join grown on e.group_id = grown.id"
              + " and e.sequence = grown.head - 1",
          groupId);
    }

    @Override
    protected void endUntold(String deviceUri) {
      nodes.execute(
          "delete from access_token where device_id in (select id from device where uri = ?)",
          deviceUri);
    }

    @Override
    protected void addUntold(String groupId, String deviceUri) {
      nodes.execute(
          "insert into membership (group_id, device_id, joined, stored_to)"
              + " select g.id, d.id, g.head, g.head from chat_group g, device d"
              + " where g.id = ? and d.uri = ?",
          groupId,
          deviceUri);
    }
  }

  /** Last, since a node that does not come back takes all others with it. */
  @Nested
  @Order(Integer.MAX_VALUE)
  class Faults extends NodeFaults {
    @Override
    TwoNodes nodes() {
      return nodes;
    }
  }

  @Nested
  class Delivery extends DeliveryContract {
    @Override
    protected ServerUnderTest server() {
      return nodes.inTurns();
    }
  }

  @Nested
  class Idempotency extends IdempotencyContract {
    @Override
    protected ServerUnderTest server() {
      return nodes.inTurns();
    }
  }

  @Nested
  class KeyPackages extends KeyPackagesContract {
    @Override
    protected ServerUnderTest server() {
      return nodes.inTurns();
    }
  }

  @Nested
  class Poll extends PollContract {
    @Override
    protected ServerUnderTest server() {
      return nodes.inTurns();
    }
  }

  @Nested
  class Push extends PushContract {
    @Override
    protected ServerUnderTest server() {
      return nodes.inTurns();
    }
  }

  /** Both delete what is due, every second. */
  @Nested
  class Retention extends RetentionContract {
    @Override
    protected ServerUnderTest server() {
      return nodes.inTurns();
    }
  }

  @Nested
  class Revocation extends RevocationContract {
    @Override
    protected ServerUnderTest server() {
      return nodes.inTurns();
    }
  }

  @Nested
  class Sessions extends SessionsContract {
    @Override
    protected ServerUnderTest server() {
      return nodes.inTurns();
    }
  }

  @Nested
  class Signal extends SignalContract {
    @Override
    protected ServerUnderTest server() {
      return nodes.inTurns();
    }
  }

  @Nested
  class SignIn extends SignInContract {
    @Override
    protected ServerUnderTest server() {
      return nodes.inTurns();
    }
  }

  @Nested
  class Uploads extends UploadsContract {
    @Override
    protected ServerUnderTest server() {
      return nodes.inTurns();
    }
  }
}

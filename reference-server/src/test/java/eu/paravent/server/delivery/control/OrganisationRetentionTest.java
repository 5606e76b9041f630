package eu.paravent.server.delivery.control;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.server.attachments.entity.Attachment;
import eu.paravent.server.attachments.entity.AttachmentRows;
import eu.paravent.server.delivery.entity.GroupRows;
import eu.paravent.server.delivery.entity.LogRows;
import eu.paravent.server.delivery.entity.LogStarts;
import eu.paravent.server.delivery.entity.MembershipRows;
import eu.paravent.server.limits.control.RetentionPeriods;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.settings.control.Settings;
import eu.paravent.server.system.MemoryDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Acme wants its ciphertext gone after a week, the operator keeps it for thirty days. Nobody has
 * fetched anything.
 */
class OrganisationRetentionTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final MemoryDatabase database = new MemoryDatabase();
  private final LogDeletion deletion = new LogDeletion();
  private Instant now = START;

  @BeforeEach
  void twoConversations() {
    long at = START.toEpochMilli();
    for (String statement :
        """
        insert into organisation (id, root_certificate, registered_at) values ('acme.example', x'00', 0)
        insert into organisation (id, root_certificate, registered_at) values ('globex.example', x'00', 0)
        insert into organisation_profile (organisation, version, notice_version, profile, received_at, ciphertext_days) values ('acme.example', 1, 1, 'a.b.c', 0, 7)
        insert into organisation_profile (organisation, version, notice_version, profile, received_at) values ('globex.example', 1, 1, 'a.b.c', 0)
        insert into device (id, uri, organisation, chain, first_seen, last_seen) values ('a', 'a', 'acme.example', x'00', 0, 0)
        insert into device (id, uri, organisation, chain, first_seen, last_seen) values ('x', 'x', 'globex.example', x'00', 0, 0)
        insert into chat_group (id, epoch, head, created_at) values ('mixed', 0, 1, 0)
        insert into chat_group (id, epoch, head, created_at) values ('other', 0, 1, 0)
        insert into log_start (group_id, kept_from) values ('mixed', 1)
        insert into log_start (group_id, kept_from) values ('other', 1)
        insert into membership values ('mixed', 'a', 0, null, 0)
        insert into membership values ('mixed', 'x', 0, null, 0)
        insert into membership values ('other', 'x', 0, null, 0)
        insert into log_entry (group_id, sequence, kind, epoch, message, size, received_at) values ('mixed', 1, 'message', 0, x'01', 1, AT)
        insert into log_entry (group_id, sequence, kind, epoch, message, size, received_at) values ('other', 1, 'message', 0, x'01', 1, AT)
        """
            .replace("AT", String.valueOf(at))
            .lines()
            .toList()) {
      database.execute(statement);
    }
    ServerClock clock =
        new ServerClock() {
          @Override
          public Instant now() {
            return now;
          }
        };
    deletion.starts = database.rows(new LogStarts());
    deletion.log = database.rows(new LogRows());
    deletion.members = database.rows(new MembershipRows());
    deletion.groups = database.rows(new GroupRows());
    deletion.periods =
        MemoryDatabase.with(
            new RetentionPeriods(),
            "settings",
            Settings.of(Map.of("PARAVENT_MESSAGE_RETENTION_DAYS", "30")));
    deletion.clock = clock;
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void runs() {
    for (String group : database.call(() -> deletion.groupsDue(""))) {
      database.run(() -> deletion.deleteSome(group));
    }
  }

  private List<String> left() {
    return database.call(
        () ->
            database
                .entities()
                .createQuery(
                    "select l.groupId from LoggedMessage l order by l.groupId", String.class)
                .getResultList());
  }

  @Test
  void theShorterOfOperatorAndOrganisationHolds() {
    now = START.plus(Duration.ofDays(6));
    runs();
    assertThat(left()).containsExactly("mixed", "other");

    now = START.plus(Duration.ofDays(8));
    runs();
    assertThat(left()).containsExactly("other");

    now = START.plus(Duration.ofDays(31));
    runs();
    assertThat(left()).isEmpty();
  }

  @Test
  void filesGoByTheOrganisationOfWhoSentThem() {
    for (String who : List.of("acme.example", "globex.example")) {
      database.execute(
          "insert into attachment (id, group_id, device_id, idempotency_key, size, stored_at,"
              + " organisation) values ('"
              + who.charAt(0)
              + "', 'mixed', 'a', '"
              + who
              + "', 1, "
              + START.toEpochMilli()
              + ", '"
              + who
              + "')");
    }
    AttachmentRows rows = database.rows(new AttachmentRows());
    long thirty = Duration.ofDays(30).toMillis();

    assertThat(due(rows, Duration.ofDays(6), thirty)).isEmpty();
    assertThat(due(rows, Duration.ofDays(8), thirty)).containsExactly("a");
    assertThat(due(rows, Duration.ofDays(31), thirty)).containsExactlyInAnyOrder("a", "g");
  }

  private List<String> due(AttachmentRows rows, Duration later, long operators) {
    long at = START.plus(later).toEpochMilli();
    return database.call(
        () -> rows.lockFreeOnes(at - operators, at, 10).stream().map(Attachment::id).toList());
  }
}

package eu.paravent.server.privacy.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.protocol.privacy.PrivacyDocument;
import eu.paravent.protocol.privacy.PrivacyDocument.Table;
import eu.paravent.server.organisations.control.Organisations;
import eu.paravent.server.organisations.entity.OrganisationRows;
import eu.paravent.server.privacy.entity.IncidentRows;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.settings.control.Settings;
import eu.paravent.server.system.MemoryDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A device of Alice was stolen. It was in one conversation from epoch 1 on, until a commit ended
 * epoch 2; it founded another one and is still in it. Globex has a conversation of its own.
 */
class IncidentsTest {
  private static final String ACME = "acme.example";
  private static final String STOLEN = "mimi://acme.example/d/a1";
  private static MemoryDatabase database;
  private static Incidents incidents;

  @BeforeAll
  static void open() {
    database = new MemoryDatabase();
    for (String statement :
        """
        insert into organisation values ('acme.example', x'00', 0)
        insert into organisation values ('globex.example', x'00', 0)
        insert into device (id, uri, organisation, user_name, invite_id, chain, first_seen, last_seen) values ('a1', 'mimi://acme.example/d/a1', 'acme.example', 'alice', null, x'01', 0, 0)
        insert into device (id, uri, organisation, user_name, invite_id, chain, first_seen, last_seen) values ('b1', 'mimi://acme.example/d/b1', 'acme.example', 'bob', null, x'01', 0, 0)
        insert into device (id, uri, organisation, user_name, invite_id, chain, first_seen, last_seen) values ('g1', 'mimi://acme.example/g/i/1', 'acme.example', null, 'i', x'01', 0, 0)
        insert into device (id, uri, organisation, user_name, invite_id, chain, first_seen, last_seen) values ('x1', 'mimi://globex.example/d/x1', 'globex.example', 'xaver', null, x'01', 0, 0)
        insert into chat_group (id, epoch, head, created_at) values ('both', 4, 9, 0)
        insert into chat_group (id, epoch, head, created_at) values ('own', 2, 5, 0)
        insert into chat_group (id, epoch, head, created_at) values ('foreign', 1, 3, 0)
        insert into membership values ('both', 'b1', 0, null, 9)
        insert into membership values ('both', 'a1', 1, 7, 9)
        insert into membership values ('own', 'a1', 0, null, 5)
        insert into membership values ('own', 'g1', 2, null, 5)
        insert into membership values ('foreign', 'x1', 0, null, 3)
        insert into accepted_commit values ('both', 0, 1)
        insert into accepted_commit values ('both', 1, 4)
        insert into accepted_commit values ('both', 2, 7)
        insert into log_entry values ('both', 8, 'application', 3, x'01', 1, 1767225600000)
        insert into log_entry values ('both', 9, 'application', 4, x'01', 1, 1767229200000)
        insert into log_entry values ('own', 5, 'application', 2, x'01', 1, 1700000000000)
        insert into log_entry values ('foreign', 3, 'application', 1, x'01', 1, 1767225600000)
        """
            .lines()
            .toList()) {
      database.execute(statement);
    }
    Organisations organisations =
        MemoryDatabase.with(new Organisations(), "rows", database.rows(new OrganisationRows()));
    Documents documents =
        DocumentsInMemory.of(database, organisations, Settings.of(Map.of()), new ServerClock());
    incidents = new Incidents();
    incidents.documents = documents;
    incidents.rows = database.rows(new IncidentRows());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private static PrivacyDocument pack(String device, String from, String to, Language language) {
    return database.call(() -> incidents.pack(ACME, device, from, to, language));
  }

  private static List<List<String>> rows(PrivacyDocument pack, int section) {
    List<Table> tables = pack.sections().get(section).tables();
    return tables.get(0).rows();
  }

  @Test
  void namesConversationsEpochsAndPeopleOfADevice() {
    PrivacyDocument pack = pack(STOLEN, "", "", Language.EN);

    assertThat(rows(pack, 1)).containsExactly(List.of("both", "1", "2"), List.of("own", "0", "2"));
    assertThat(rows(pack, 2))
        .contains(
            List.of("mimi://acme.example/u/alice", STOLEN),
            List.of("mimi://acme.example/u/bob", "mimi://acme.example/d/b1"),
            List.of("mimi://acme.example/g/i/1", "mimi://acme.example/g/i/1"))
        .hasSize(3);
    assertThat(HtmlPage.of(pack)).contains("can and cannot read", STOLEN).doesNotContain("xaver");
  }

  @Test
  void namesWhatWentThroughTheServerInAPeriod() {
    PrivacyDocument pack = pack("", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", Language.DE);

    assertThat(rows(pack, 1)).containsExactly(List.of("both", "3", "4"));
    assertThat(HtmlPage.of(pack)).contains("der Server", "2026-01-02T00:00:00Z");
  }

  @Test
  void saysWhereTheLogNoLongerKnows() {
    database.execute("delete from accepted_commit where sequence = 1");
    try {
      assertThat(rows(pack(STOLEN, "", "", Language.DE), 1))
          .contains(List.of("both", "nicht mehr gespeichert", "2"));
    } finally {
      database.execute("insert into accepted_commit values ('both', 0, 1)");
    }
  }

  @Test
  void aForeignDeviceConcernsNothingHere() {
    assertThat(rows(pack("mimi://globex.example/d/x1", "", "", Language.DE), 1)).isEmpty();
  }

  @Test
  void wantsADeviceOrAPeriod() {
    for (String[] wrong :
        new String[][] {
          {"", ""},
          {"2026-01-01T00:00:00Z", ""},
          {"yesterday", "today"},
          {"2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z"}
        }) {
      assertThatThrownBy(() -> pack("", wrong[0], wrong[1], Language.DE))
          .isInstanceOf(Refusal.class);
    }
  }
}

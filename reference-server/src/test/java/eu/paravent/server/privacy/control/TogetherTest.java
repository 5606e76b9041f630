package eu.paravent.server.privacy.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.server.limits.control.NewSuites;
import eu.paravent.server.privacy.entity.PrivacyRows;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.settings.control.Settings;
import eu.paravent.server.system.MemoryDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With whom an organisation shares conversations now, and in which cipher suites. */
class TogetherTest {
  private final MemoryDatabase database = new MemoryDatabase();
  private final PrivacyRows rows = database.rows(new PrivacyRows());

  @BeforeEach
  void conversations() {
    for (String statement :
        """
        insert into organisation (id, root_certificate, registered_at) values ('acme.example', x'00', 0)
        insert into organisation (id, root_certificate, registered_at) values ('beta.example', x'00', 0)
        insert into organisation (id, root_certificate, registered_at) values ('gone.example', x'00', 0)
        insert into device (id, uri, organisation, chain, first_seen, last_seen) values ('a1', 'a1', 'acme.example', x'00', 0, 0)
        insert into device (id, uri, organisation, chain, first_seen, last_seen) values ('a2', 'a2', 'acme.example', x'00', 0, 0)
        insert into device (id, uri, organisation, chain, first_seen, last_seen) values ('b', 'b', 'beta.example', x'00', 0, 0)
        insert into device (id, uri, organisation, chain, first_seen, last_seen) values ('g', 'g', 'gone.example', x'00', 0, 0)
        insert into chat_group (id, epoch, head, created_at, cipher_suite) values ('old', 0, 1, 0, 1)
        insert into chat_group (id, epoch, head, created_at, cipher_suite) values ('new', 0, 1, 0, 61442)
        insert into chat_group (id, epoch, head, created_at) values ('first', 0, 1, 0)
        insert into chat_group (id, epoch, head, created_at, cipher_suite) values ('theirs', 0, 1, 0, 1)
        insert into membership values ('old', 'a1', 0, null, 0)
        insert into membership values ('old', 'a2', 0, null, 0)
        insert into membership values ('old', 'b', 0, null, 0)
        insert into membership values ('old', 'g', 0, 5, 0)
        insert into membership values ('new', 'a1', 0, null, 0)
        insert into membership values ('new', 'b', 0, null, 0)
        insert into membership values ('first', 'a2', 0, null, 0)
        insert into membership values ('theirs', 'b', 0, null, 0)
        insert into membership values ('theirs', 'g', 0, null, 0)
        """
            .lines()
            .toList()) {
      database.execute(statement);
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void countsConversationsAndNotDevices() {
    assertThat(database.call(() -> rows.partners("acme.example")))
        .isEqualTo(Map.of("beta.example", 2L));
    assertThat(database.call(() -> rows.partners("gone.example")))
        .isEqualTo(Map.of("beta.example", 1L));
    assertThat(database.call(() -> rows.suites("acme.example")))
        .isEqualTo(Map.of(0, 1L, 1, 1L, 0xF002, 1L));
  }

  @Test
  void theProfileSaysWhichSuitesNewConversationsHave() {
    NewSuites standard = suites("standard");
    NewSuites bsi = suites("bsi-2026");
    NewSuites dsk = suites("dsk");

    assertThat(standard.numbers()).hasSize(9).startsWith(0xF002, 1);
    assertThat(dsk.numbers()).containsExactly(0xF002, 1);
    assertThat(bsi.numbers()).containsExactly(0xF002, 0xF003);
    bsi.require(0xF002);
    dsk.require(1);
    assertThatThrownBy(() -> bsi.require(1))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("cipher-suite-refused")
        .hasMessageContaining("0x0001")
        .hasMessageContaining("0xF002");
    assertThatThrownBy(() -> dsk.require(7)).isInstanceOf(Refusal.class);
  }

  private static NewSuites suites(String profile) {
    return MemoryDatabase.with(
        new NewSuites(), "settings", Settings.of(Map.of("PARAVENT_PROFILE", profile)));
  }
}

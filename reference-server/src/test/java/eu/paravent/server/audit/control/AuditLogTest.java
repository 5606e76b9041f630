package eu.paravent.server.audit.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.audit.AuditEntry;
import eu.paravent.protocol.audit.AuditPage;
import eu.paravent.server.system.MemoryDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is written down stays as it was, or it is noticed: by the server, and by who has an export.
 */
class AuditLogTest {
  private static final String ACME = "acme.example";
  @TempDir Path folder;
  private static MemoryDatabase database;
  private MemoryAudit audit;

  @BeforeAll
  static void open() {
    database = new MemoryDatabase();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  @SuppressWarnings("NullAway.Init") // set before each test
  void begin() {
    for (String table : List.of("audit_entry", "audit_head", "audit_key")) {
      database.execute("delete from " + table);
    }
    audit = new MemoryAudit(database, Map.of());
  }

  private void happen(int times) {
    for (int i = 0; i < times; i++) {
      int number = i;
      database.run(
          () ->
              audit.log.record(
                  ACME,
                  AuditEvent.PROFILE_PUBLISHED,
                  "root",
                  AuditLog.fact("profile", number + 1)));
    }
  }

  private AuditPage page(long after, int most) {
    return database.call(() -> audit.log.page(ACME, after, most));
  }

  private static AuditEntry read(String signed) {
    return Json.read(
        AuditEntry.class,
        Base64Url.decode(signed.substring(signed.indexOf('.') + 1, signed.lastIndexOf('.'))));
  }

  @Test
  void isOneSignedChainForEachOrganisation() throws Exception {
    happen(3);
    database.run(() -> audit.log.record("globex.example", AuditEvent.USE_READ, "officer:1"));

    AuditPage page = page(0, 10);

    assertThat(page.intact()).isTrue();
    assertThat(page.more()).isFalse();
    assertThat(page.entries().stream().map(AuditLogTest::read).map(AuditEntry::sequence))
        .containsExactly(1L, 2L, 3L);
    assertThat(read(page.entries().get(0)).event()).isEqualTo("profile-published");
    assertThat(verify(List.of(page)))
        .startsWith("IN ORDER: log of acme.example, from the first entry to entry 3");
  }

  @Test
  void comesInPagesThatFollowOneAnother() throws Exception {
    happen(5);

    List<AuditPage> pages = List.of(page(0, 2), page(2, 2), page(4, 2));

    assertThat(pages).allMatch(AuditPage::intact);
    assertThat(pages.stream().map(AuditPage::more)).containsExactly(true, true, false);
    assertThat(verify(pages)).startsWith("IN ORDER").contains("to entry 5");
    assertThat(verify(List.of(pages.get(0), pages.get(2))))
        .isEqualTo("WRONG: after entry 2 comes entry 5");
    assertThat(verify(List.of(pages.get(1), pages.get(2)))).contains("THOSE BEFORE ARE NOT HERE");
  }

  @Test
  void anEntryThatIsMissingIsNoticed() throws Exception {
    happen(4);
    database.execute("delete from audit_entry where chain = 'acme.example' and sequence = 2");

    assertThat(page(0, 10).intact()).isFalse();
    assertThat(verify(List.of(page(0, 10)))).startsWith("WRONG: after entry 1 comes entry 3");
  }

  @Test
  void aMissingEndIsNoticed() throws Exception {
    happen(4);
    database.execute("delete from audit_entry where chain = 'acme.example' and sequence = 4");

    assertThat(page(0, 10).intact()).isFalse();
    assertThat(page(0, 10).finding()).isEqualTo("Entries after 3 are missing.");
    assertThat(verify(List.of(page(0, 10)))).startsWith("WRONG: the log goes on to entry 4");
  }

  @Test
  void entriesInAnotherOrderAreNoticed() throws Exception {
    happen(3);
    List<String> entries = new ArrayList<>(page(0, 10).entries());
    database.execute(
        "update audit_entry set entry = '"
            + entries.get(2)
            + "' where sequence = 2 and chain = 'acme.example'");
    database.execute(
        "update audit_entry set entry = '"
            + entries.get(1)
            + "' where sequence = 3 and chain = 'acme.example'");

    assertThat(page(0, 10).intact()).isFalse();
    assertThat(verify(List.of(page(0, 10)))).startsWith("WRONG");
  }

  @Test
  void aChangedEntryIsNoticed() throws Exception {
    happen(3);
    String entry = page(0, 10).entries().get(1);
    String content = entry.substring(entry.indexOf('.') + 1, entry.lastIndexOf('.'));
    String other =
        new String(Base64Url.decode(content), StandardCharsets.UTF_8).replace("\"2\"", "\"7\"");
    String changed =
        entry.replace(content, Base64Url.encode(other.getBytes(StandardCharsets.UTF_8)));
    assertThat(changed).isNotEqualTo(entry);
    database.execute(
        "update audit_entry set entry = '"
            + changed
            + "' where sequence = 2 and chain = 'acme.example'");

    assertThat(page(0, 10).finding()).isEqualTo("Entry 2 is not signed by a key of this server.");
    assertThat(verify(List.of(page(0, 10))))
        .isEqualTo("WRONG: entry 2 is not signed by a known key");
  }

  @Test
  void anEntryOfAnotherServerIsNone() throws Exception {
    happen(1);
    SigningKey stranger = SigningKey.create();
    AuditEntry second =
        new AuditEntry(
            ACME,
            2,
            audit.now,
            "log-read",
            "officer:1",
            List.of(),
            ChainCheck.hash(page(0, 10).entries().get(0)));
    String forged = stranger.sign(AuditEntry.TYPE, second);
    database.execute(
        "insert into audit_entry values ('acme.example', 2, 'log-read', 0, '" + forged + "')");
    database.execute(
        "update audit_head set sequence = 2, hash = '"
            + ChainCheck.hash(forged)
            + "' where chain = 'acme.example'");

    assertThat(page(0, 10).intact()).isFalse();
    assertThat(verify(List.of(page(0, 10))))
        .isEqualTo("WRONG: entry 2 is not signed by a known key");
  }

  @Test
  void deletesWhatIsDueAndSaysSo() throws Exception {
    happen(2);
    audit.now = audit.now.plus(Duration.ofDays(1094));
    happen(1);
    database.run(audit.retention::deleteWhatIsDue);
    assertThat(page(0, 10).entries()).hasSize(3);

    audit.now = audit.now.plus(Duration.ofDays(3));
    database.run(audit.retention::deleteWhatIsDue);
    database.run(audit.retention::deleteWhatIsDue);

    AuditPage page = page(0, 10);
    assertThat(page.intact()).as(page.finding()).isTrue();
    assertThat(page.entries().stream().map(AuditLogTest::read).map(AuditEntry::event))
        .containsExactly("profile-published", "log-shortened");
    assertThat(read(page.entries().get(0)).sequence()).isEqualTo(3);
    assertThat(verify(List.of(page)))
        .contains("from entry 3, those before were deleted by retention");
  }

  @Test
  void whoDeletesTheFrontWithoutSayingSoIsNoticed() throws Exception {
    happen(3);
    database.execute("delete from audit_entry where chain = 'acme.example' and sequence = 1");
    database.execute("update audit_head set kept_from = 2 where chain = 'acme.example'");

    assertThat(verify(List.of(page(0, 10)))).contains("THOSE BEFORE ARE NOT HERE");
  }

  @Test
  void theVerifierBelievesGivenKeysOnly() throws Exception {
    happen(2);
    AuditPage page = page(0, 10);
    String right = Base64Url.encode(page.keys().get(0).publicKey());
    String wrong = Base64Url.encode(SigningKey.create().publicKey());

    assertThat(verify(List.of(page), "--key", right)).contains("by the keys given");
    assertThat(verify(List.of(page), "--key", wrong)).startsWith("WRONG: entry 1 is not signed");
  }

  @Test
  void theKeyStaysWhereItIs() {
    String first = audit.keys.current().id();

    assertThat(database.call(audit.keys::open)).isFalse();
    assertThat(audit.keys.current().id()).isEqualTo(first);
  }

  @Test
  void aKeyInAFileIsNotInTheDatabase() throws IOException {
    Path file = folder.resolve("keys/audit.key");
    Map<String, String> settings = Map.of("PARAVENT_AUDIT_KEY_FILE", file.toString());
    happen(1);

    MemoryAudit withFile = new MemoryAudit(database, settings);
    MemoryAudit otherNode = new MemoryAudit(database, settings);

    assertThat(withFile.keys.current().id()).isEqualTo(otherNode.keys.current().id());
    assertThat(withFile.keys.current().id()).isNotEqualTo(audit.keys.current().id());
    assertThat(
            database.call(() -> withFile.keys.rows.keys()).stream()
                .filter(key -> key.id().equals(withFile.keys.current().id()))
                .map(key -> key.privateKey().isPresent()))
        .containsExactly(false);
    database.run(() -> withFile.log.record(ACME, AuditEvent.USE_READ, "officer:1"));
    // signed by two keys, one after the other
    assertThat(database.call(() -> withFile.log.page(ACME, 0, 10)).intact()).isTrue();
    Files.writeString(file, "no key\n");
    assertThatThrownBy(() -> new MemoryAudit(database, settings))
        .hasMessageContaining("PARAVENT_AUDIT_KEY_FILE");
  }

  @Test
  void factsAreShortAndOnOneLine() {
    assertThat(AuditLog.fact("user", "a\nb" + "x".repeat(500)).value())
        .startsWith("a b")
        .hasSize(201);
  }

  private String verify(List<AuditPage> pages, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(options));
    for (int i = 0; i < pages.size(); i++) {
      Path file = Files.write(folder.resolve("page-" + i + ".json"), Json.write(pages.get(i)));
      arguments.add(file.toString());
    }
    return Verifier.verdict(arguments);
  }
}

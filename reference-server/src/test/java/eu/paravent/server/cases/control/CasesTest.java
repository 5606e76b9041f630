package eu.paravent.server.cases.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.protocol.Json;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.privacy.CaseChange;
import eu.paravent.protocol.privacy.CaseList;
import eu.paravent.protocol.privacy.CaseOpening;
import eu.paravent.protocol.privacy.PersonalData;
import eu.paravent.protocol.privacy.PrivacyCase;
import eu.paravent.protocol.privacy.PrivacyCase.Step;
import eu.paravent.server.audit.control.MemoryAudit;
import eu.paravent.server.cases.entity.CaseRows;
import eu.paravent.server.cases.entity.PersonRows;
import eu.paravent.server.notices.control.ConsentWithdrawn;
import eu.paravent.server.organisations.control.Organisations;
import eu.paravent.server.organisations.entity.OrganisationRows;
import eu.paravent.server.privacy.control.Documents;
import eu.paravent.server.privacy.control.DocumentsInMemory;
import eu.paravent.server.privacy.control.StoredData;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.Page;
import eu.paravent.server.sessions.control.UserSessions;
import eu.paravent.server.settings.control.Settings;
import eu.paravent.server.system.MemoryDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alice and Bob of one company talk to each other; Alice asks for her data, and to be erased. */
class CasesTest {
  private static final String ACME = "acme.example";
  private static final String ALICE = "mimi://acme.example/u/alice";
  private static final Settings SETTINGS = Settings.of(Map.of());
  private static MemoryDatabase database;
  private MemoryAudit audit;
  private CaseBook cases;
  private ErasureSteps steps;
  private Erasure erasure;
  private PersonExport export;

  /** A place whose rows cannot be deleted just now. */
  private String broken = "";

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
    for (String table :
        "privacy_case_step privacy_case_group privacy_case audit_entry audit_head audit_key notice_receipt attachment membership submission given_answer key_package access_token wake_up log_entry chat_group device organisation"
            .split(" ")) {
      database.execute("delete from " + table);
    }
    rows();
    audit = new MemoryAudit(database, Map.of());
    PersonRows people =
        database.rows(
            new PersonRows() {
              @Override
              public long delete(String table, String column, Collection<String> values) {
                if (table.equals(broken)) {
                  throw new IllegalStateException("The node is killed here");
                }
                return super.delete(table, column, values);
              }
            });
    Organisations organisations =
        MemoryDatabase.with(new Organisations(), "rows", database.rows(new OrganisationRows()));
    cases = new CaseBook();
    cases.rows = database.rows(new CaseRows());
    cases.people = people;
    cases.organisations = organisations;
    cases.settings = SETTINGS;
    cases.clock = audit.clock;
    steps =
        new ErasureSteps() {
          @Override
          public void begin(String organisation, String caseId) {
            database.run(() -> super.begin(organisation, caseId));
          }

          @Override
          public void step(String organisation, String caseId, Place place, String officer) {
            database.run(() -> super.step(organisation, caseId, place, officer));
          }
        };
    steps.cases = cases;
    steps.rows = cases.rows;
    steps.people = people;
    steps.sessions =
        new UserSessions() {
          @Override
          public long endOnDevices(Collection<String> deviceIds) {
            return people.delete("access_token", "device_id", deviceIds);
          }
        };
    steps.audit = audit.log;
    steps.clock = audit.clock;
    erasure = new Erasure();
    erasure.steps = steps;
    Documents documents = DocumentsInMemory.of(database, organisations, SETTINGS, audit.clock);
    export = new PersonExport();
    export.cases = cases;
    export.rows = people;
    export.documents = documents;
    export.clock = audit.clock;
  }

  private static void rows() {
    for (String statement :
        """
        insert into organisation values ('acme.example', x'00', 0)
        insert into organisation values ('globex.example', x'00', 0)
        insert into device (id, uri, organisation, user_name, invite_id, chain, first_seen, last_seen) values ('a1', 'mimi://acme.example/d/a1', 'acme.example', 'alice', null, x'01', 1000, 2000)
        insert into device (id, uri, organisation, user_name, invite_id, chain, first_seen, last_seen) values ('a2', 'mimi://acme.example/d/a2', 'acme.example', 'alice', null, x'01', 1000, 2000)
        insert into device (id, uri, organisation, user_name, invite_id, chain, first_seen, last_seen) values ('b1', 'mimi://acme.example/d/b1', 'acme.example', 'bob', null, x'01', 1000, 2000)
        insert into access_token values ('t-a1', 'a1', x'01', 5000, 1000)
        insert into access_token values ('t-b1', 'b1', x'01', 5000, 1000)
        insert into key_package values ('k-a1', 'a1', false, x'01', 5000, 1000, null, 1)
        insert into key_package values ('k-b1', 'b1', false, x'01', 5000, 1000, null, 1)
        insert into wake_up values ('a1', 'webhook', 'https://push.example/1', 5000, 0, 0, 0, 0, null)
        insert into given_answer values ('a2', 'key', 'question', 200, x'01', 5000)
        insert into chat_group (id, epoch, head, created_at) values ('g1', 3, 10, 1000)
        insert into chat_group (id, epoch, head, created_at) values ('g2', 1, 4, 1000)
        insert into membership values ('g1', 'a1', 0, null, 10)
        insert into membership values ('g1', 'b1', 1, null, 7)
        insert into membership values ('g2', 'a1', 0, 4, 4)
        insert into membership values ('g2', 'b1', 1, null, 4)
        insert into submission values ('g1', 'a1', 'key', 3, 1, 1000)
        insert into notice_receipt values ('r1', 'acme.example', 'mimi://acme.example/d/a1', 'noted', 1, 'a.b.c', 1, 1000)
        """
            .lines()
            .toList()) {
      database.execute(statement);
    }
  }

  private PrivacyCase opened(String kind) {
    return database.call(
        () -> cases.open(ACME, new CaseOpening(kind, ALICE, audit.now, "DSB 7/2026")));
  }

  private PrivacyCase found(String id) {
    return database.call(() -> cases.find(ACME, id));
  }

  private PrivacyCase change(String id, String action) {
    return database.call(() -> cases.change(ACME, id, new CaseChange(action)));
  }

  @Test
  void aCaseHasAMonthAndThreeWhereItIsExtended() {
    PrivacyCase made = opened(PrivacyCase.ACCESS);
    // from the 31st of January to the last day of February
    assertThat(made.dueAt()).isEqualTo(Instant.parse("2026-02-28T10:00:00Z"));
    assertThat(made.overdue()).isFalse();

    audit.now = Instant.parse("2026-03-01T00:00:00Z");
    assertThat(found(made.caseId()).overdue()).isTrue();
    PrivacyCase extended = change(made.caseId(), CaseChange.EXTEND);

    assertThat(extended.dueAt()).isEqualTo(Instant.parse("2026-04-30T10:00:00Z"));
    assertThat(extended.overdue()).isFalse();
    assertThat(change(made.caseId(), CaseChange.FULFIL).closedAt()).contains(audit.now);
    assertRefused(ProblemCode.CASE_CLOSED, () -> change(made.caseId(), CaseChange.REFUSE));
  }

  @Test
  void openOnesComeFirstTheNextDeadlineFirst() {
    PrivacyCase closed = opened(PrivacyCase.OBJECTION);
    change(closed.caseId(), CaseChange.REFUSE);
    audit.now = audit.now.plus(Duration.ofDays(2));
    PrivacyCase later = opened(PrivacyCase.RECTIFICATION);
    audit.now = audit.now.minus(Duration.ofDays(1));
    PrivacyCase sooner = opened(PrivacyCase.PORTABILITY);

    assertThat(listed(ACME)).containsExactly(sooner.caseId(), later.caseId(), closed.caseId());
    assertThat(listed("globex.example")).isEmpty();
    assertRefused(
        ProblemCode.CASE_UNKNOWN,
        () -> database.call(() -> cases.find("globex.example", sooner.caseId())));
  }

  @Test
  void refusesWhatIsNoRequest() {
    for (CaseOpening wrong :
        List.of(
            new CaseOpening("revenge", ALICE, audit.now, ""),
            new CaseOpening(PrivacyCase.ACCESS, "alice", audit.now, ""),
            new CaseOpening(PrivacyCase.ACCESS, "mimi://globex.example/u/eve", audit.now, ""),
            new CaseOpening(PrivacyCase.ACCESS, ALICE, audit.now.plus(Duration.ofDays(1)), ""),
            new CaseOpening(PrivacyCase.ACCESS, ALICE, audit.now, "x".repeat(101)),
            new CaseOpening(PrivacyCase.ACCESS, ALICE, audit.now, "a\nb"))) {
      assertRefused(ProblemCode.INVALID_VALUE, () -> database.call(() -> cases.open(ACME, wrong)));
    }
  }

  @Test
  void erasesAndSaysWhatIsKeptAndWhoIsBehind() {
    PrivacyCase made = opened(PrivacyCase.ERASURE);

    erasure.run(ACME, made.caseId(), "officer:7");
    PrivacyCase report = found(made.caseId());

    assertThat(states(report))
        .containsEntry("sessions", Step.ERASED)
        .containsEntry("wake-ups", Step.ERASED)
        .containsEntry("key-packages", Step.ERASED)
        .containsEntry("answers", Step.ERASED)
        .containsEntry("submissions", Step.ERASED)
        .containsEntry("memberships", Step.WAITING)
        .containsEntry("receipts", Step.KEPT)
        .containsEntry("devices", Step.KEPT);
    assertThat(report.steps().stream().filter(s -> !s.state().equals(Step.ERASED)))
        .allSatisfy(step -> assertThat(step.reason()).isNotBlank());
    // Bob's device has not got up to entry 10, where the erasure began
    assertThat(report.outstanding())
        .containsExactly(new PrivacyCase.Outstanding("g1", "mimi://acme.example/d/b1"));
    assertThat(count("access_token", "b1")).isEqualTo(1);
    assertThat(count("key_package", "b1")).isEqualTo(1);
    assertThat(count("membership", "b1")).isEqualTo(2);

    // the members removed her, and Bob's device is up to date
    database.execute(
        "update membership set removed = 11 where group_id = 'g1' and device_id = 'a1'");
    database.execute("update membership set stored_to = 11 where device_id = 'b1'");
    erasure.run(ACME, made.caseId(), "officer:7");
    PrivacyCase whole = found(made.caseId());

    assertThat(states(whole))
        .containsEntry("memberships", Step.ERASED)
        .containsEntry("devices", Step.ERASED);
    assertThat(whole.outstanding()).isEmpty();
    assertThat(number("select count(*) from device where user_name = 'alice'")).isZero();
    assertThat(number("select count(*) from device")).isEqualTo(1);
    assertThat(database.call(() -> audit.log.page(ACME, 0, 100)).entries()).hasSizeGreaterThan(20);
  }

  @Test
  void goesOnWhereItWasInterrupted() {
    PrivacyCase made = opened(PrivacyCase.ERASURE);
    broken = "submission";

    assertThatThrownBy(() -> erasure.run(ACME, made.caseId(), "officer:7"))
        .isInstanceOf(IllegalStateException.class);

    assertThat(states(found(made.caseId())).keySet())
        .contains("sessions", "key-packages", "answers")
        .doesNotContain("submissions", "memberships");
    assertThat(count("access_token", "a1")).isZero();
    assertThat(count("submission", "a1")).isEqualTo(1);

    broken = "";
    erasure.run(ACME, made.caseId(), "officer:7");

    assertThat(states(found(made.caseId()))).containsEntry("submissions", Step.ERASED);
    assertThat(found(made.caseId()).steps().get(0).rows()).as("erased before").isEqualTo(1);
  }

  @Test
  void aRestrictionKeepsFromErasing() {
    PrivacyCase restriction = opened(PrivacyCase.RESTRICTION);
    PrivacyCase made = opened(PrivacyCase.ERASURE);

    assertRefused(
        ProblemCode.ERASURE_RESTRICTED, () -> erasure.run(ACME, made.caseId(), "officer:7"));
    assertThat(count("access_token", "a1")).isEqualTo(1);

    change(restriction.caseId(), CaseChange.FULFIL);
    erasure.run(ACME, made.caseId(), "officer:7");
    assertThat(count("access_token", "a1")).isZero();
  }

  @Test
  void onlyACaseOfErasureErases() {
    PrivacyCase made = opened(PrivacyCase.ACCESS);

    assertRefused(ProblemCode.INVALID_VALUE, () -> erasure.run(ACME, made.caseId(), "officer:7"));
    assertThat(count("access_token", "a1")).isEqualTo(1);
  }

  @Test
  void anErasureLooksIntoEveryTableAboutPeople() {
    Set<String> about =
        StoredData.tables().stream()
            .filter(
                table ->
                    table.deviceColumn().or(table::uriColumn).or(table::personColumn).isPresent())
            .map(StoredData.Table::name)
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> places = new TreeSet<>();
    Place.inOrder().forEach(place -> places.add(place.table()));

    assertThat(places)
        .as("A table about people needs a place in an erasure: see Place")
        .isEqualTo(about);
  }

  @Test
  void exportsEverythingAboutThePersonAndNothingOfOthers() throws IOException {
    PrivacyCase made = opened(PrivacyCase.ACCESS);

    Map<String, String> files = unpacked(database.call(() -> export.zip(ACME, made.caseId())));

    assertThat(files.keySet()).containsExactly("data.json", "auskunft.html", "access.html");
    PersonalData data =
        Json.read(PersonalData.class, files.get("data.json").getBytes(StandardCharsets.UTF_8));
    Map<String, Integer> rows =
        data.tables().stream()
            .collect(Collectors.toMap(PersonalData.TableRows::table, table -> table.rows().size()));
    assertThat(rows)
        .containsEntry("device", 2)
        .containsEntry("access_token", 1)
        .containsEntry("membership", 2)
        .containsEntry("given_answer", 1)
        .containsEntry("notice_receipt", 1)
        .containsEntry("privacy_case", 1)
        .containsEntry("attachment", 0)
        .doesNotContainKey("log_entry");
    assertThat(files.get("data.json"))
        .contains("https://push.example/1")
        .doesNotContain("bob", "t-b1");
    assertThat(files.get("auskunft.html"))
        .contains("<html lang=\"de\">", "Auskunft nach Art. 15 DSGVO", "mimi://acme.example/d/a2")
        .doesNotContain("bob");
    assertThat(files.get("access.html")).contains("<html lang=\"en\">", "GDPR Art. 15");
  }

  /** Alice's own device asks; and again, for the same. */
  @Test
  void aPersonAsksItselfOnceForEach() {
    PrivacyCase asked =
        database.call(() -> cases.askedByThemselves(ACME, ALICE, PrivacyCase.RECTIFICATION));
    audit.now = audit.now.plus(Duration.ofDays(1));
    PrivacyCase again =
        database.call(() -> cases.askedByThemselves(ACME, ALICE, PrivacyCase.RECTIFICATION));
    PrivacyCase other =
        database.call(() -> cases.askedByThemselves(ACME, ALICE, PrivacyCase.OBJECTION));

    assertThat(again.caseId()).isEqualTo(asked.caseId());
    assertThat(again.dueAt()).isEqualTo(Instant.parse("2026-02-28T10:00:00Z"));
    assertThat(other.caseId()).isNotEqualTo(asked.caseId());
    assertThat(listed(ACME)).hasSize(2);
    PersonalData own = database.call(() -> export.of(ACME, ALICE));
    assertThat(own.tables().stream().filter(one -> one.table().equals("privacy_case")))
        .singleElement()
        .satisfies(table -> assertThat(table.rows()).hasSize(2));
    assertRefused(
        ProblemCode.INVALID_VALUE,
        () -> database.call(() -> cases.askedByThemselves(ACME, ALICE, "revenge")));
  }

  @Test
  void withdrawingConsentOpensACaseOfErasure() {
    database.run(() -> cases.withdrawn(new ConsentWithdrawn(ACME, ALICE)));

    assertThat(database.call(() -> cases.list(ACME, Page.of(null, "2"))).cases())
        .singleElement()
        .satisfies(one -> assertThat(one.kind()).isEqualTo(PrivacyCase.ERASURE));
  }

  @Test
  void closedOnesAreForgottenInTime() {
    PrivacyCase made = opened(PrivacyCase.ERASURE);
    erasure.run(ACME, made.caseId(), "officer:7");
    change(made.caseId(), CaseChange.FULFIL);
    PrivacyCase open = opened(PrivacyCase.ACCESS);

    audit.now = audit.now.plus(Duration.ofDays(1096));
    database.run(cases::forgetOld);

    assertThat(listed(ACME)).containsExactly(open.caseId());
  }

  /** As it comes in pages of two. */
  private List<String> listed(String organisation) {
    List<String> found = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      Page page = Page.of(next.orElse(null), "2");
      CaseList part = database.call(() -> cases.list(organisation, page));
      assertThat(part.cases()).hasSizeLessThanOrEqualTo(2);
      part.cases().forEach(one -> found.add(one.caseId()));
      next = part.next();
    } while (next.isPresent());
    return found;
  }

  private static void assertRefused(ProblemCode code, Runnable attempt) {
    assertThatThrownBy(attempt::run)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.problem().code()).isEqualTo(code.code()));
  }

  private static Map<String, String> states(PrivacyCase report) {
    return report.steps().stream().collect(Collectors.toMap(Step::place, Step::state));
  }

  private static long count(String table, String device) {
    return number("select count(*) from " + table + " where device_id = '" + device + "'");
  }

  private static long number(String sql) {
    return database.call(
        () -> ((Number) database.entities().createNativeQuery(sql).getSingleResult()).longValue());
  }

  private static Map<String, String> unpacked(byte[] archive) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}

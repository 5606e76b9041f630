package eu.paravent.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import eu.paravent.archive.Finding.Kind;
import eu.paravent.client.BusinessReference;
import eu.paravent.client.ConversationId;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Retention;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final String ORDERS = "OOOOOOOOOOOOOOOOOOOOOA", TALK = "TTTTTTTTTTTTTTTTTTTTTQ";
  private static final Instant START = Instant.parse("2026-11-29T10:00:00Z");
  private static final ConversationClass LETTER = ConversationClass.COMMERCIAL_LETTER;
  private static final ConversationClass ORDINARY = ConversationClass.ORDINARY;

  @TempDir Path temporary;
  private final FakeDesk desk = new FakeDesk(START);
  private final OpeningKey.Made made = OpeningKey.forTwoOf(3, new SecureRandom());
  private Path folder;

  @BeforeEach
  void writes() throws IOException {
    folder = temporary.resolve("journal");
    Files.createDirectories(folder);
    Journal.create(folder, desk, made);
    desk.files.put("drawing.pdf", new byte[] {1, 2, 3});
    try (Journal journal = Journal.open(folder)) {
      Retention letters = LETTER.usual();
      journal.keep(desk.joined(ORDERS, LETTER, letters), desk);
      journal.keep(desk.said(ORDERS, "Delivery in week 12?", LETTER, letters), desk);
      desk.clock.advance(Duration.ofMinutes(1));
      journal.keep(desk.sent(ORDERS, "drawing.pdf", LETTER, letters), desk);
      journal.keep(desk.joined(TALK, ORDINARY, Retention.atMost(30)), desk);
      journal.keep(desk.said(TALK, "Lunch?", ORDINARY, Retention.atMost(30)), desk);
      desk.clock.advance(Duration.ofDays(1));
      journal.keep(desk.sent(ORDERS, "lost.pdf", LETTER, letters), desk);
      journal.keep(desk.said(ORDERS, "<b>Yes</b>", LETTER, letters), desk);
    }
  }

  private Trust trust() {
    return Trust.in(desk.authority.rootCertificate());
  }

  private OpeningKey key(int... shares) {
    return OpeningKey.of(Arrays.stream(shares).mapToObj(i -> made.shares().get(i)).toList());
  }

  @Test
  void whatWasWrittenVerifiesClosedAndOpened() {
    Verdict closed = Verification.of(folder, trust());
    Verdict opened = Verification.of(folder, trust(), key(0, 2));

    assertThat(closed.findings()).isEmpty();
    assertThat(opened.findings()).isEmpty();
    assertThat(opened.records()).isEqualTo(7);
  }

  @Test
  void twoOfThreePersonsOpenItAndNobodyAlone() {
    for (int[] two : new int[][] {{0, 1}, {0, 2}, {1, 2}, {2, 0}}) {
      assertThat(Verification.of(folder, trust(), key(two)).sound()).isTrue();
    }
    assertThatThrownBy(() -> key(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> key(1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> OpeningKey.of(List.of(made.shares().get(0), made.shares().get(1) + "x")))
        .isInstanceOf(IllegalArgumentException.class);
    OpeningKey.Made other = OpeningKey.forOne(new SecureRandom());
    assertThat(Verification.of(folder, trust(), OpeningKey.of(other.shares())).findings())
        .hasSize(7);
  }

  @Test
  void onlyWhatVerifiesIsHandedOn() {
    Selection all = Selection.everything();

    byte[] zip = Export.verified(folder, key(0, 1), all, trust(), desk);

    assertThat(ExportVerification.of(zip, trust().root())).isEmpty();
    Trust more = trust().andHead(new Journal.Head(99, "a head that was noted elsewhere"));
    assertThatThrownBy(() -> Export.verified(folder, key(0, 1), all, more, desk))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("Not to be handed on");
  }

  /** What the archivist's machine has does not read what it wrote. */
  @Test
  void nothingSaidIsInClear() throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content =
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(content).doesNotContain("Lunch", "Delivery", "Alice", "sales-order");
        for (String part : content.split("[.\n]")) {
          if (part.matches("[A-Za-z0-9_-]{20,}")) {
            assertThat(
                    new String(
                        java.util.Base64.getUrlDecoder()
                            .decode(part.length() % 4 == 1 ? part.substring(1) : part),
                        java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("Lunch", "Delivery", "Alice", "sales-order");
          }
        }
      }
    }
  }

  /** Every byte of the head of the chain, and each kind of damage to each file. */
  @Test
  void everyChangeIsFound() throws IOException {
    Map<Path, byte[]> all = contents(folder);
    assertThat(all).hasSizeGreaterThan(10);
    int tried = 0;
    for (Map.Entry<Path, byte[]> file : all.entrySet()) {
      byte[] was = file.getValue();
      boolean lock = file.getKey().endsWith("lock");
      if (lock) {
        continue;
      }
      List<byte[]> damaged = new ArrayList<>();
      for (int at = 0; at < was.length; at += Math.max(1, was.length / 12)) {
        byte[] changed = was.clone();
        changed[at] ^= 0x01;
        damaged.add(changed);
      }
      damaged.add(Arrays.copyOf(was, was.length - 1));
      damaged.add(Arrays.copyOf(was, was.length + 1));
      boolean header = file.getKey().endsWith("journal.json");
      for (byte[] bytes : damaged) {
        Files.write(file.getKey(), bytes);
        if (header) {
          // parts of it are for people; what is relied on is in the chain
          continue;
        }
        assertThat(Verification.of(folder, trust()).findings())
            .as("%s", file.getKey())
            .isNotEmpty();
        tried++;
      }
      Files.delete(file.getKey());
      if (!header) {
        assertThat(Verification.of(folder, trust()).findings())
            .as("%s", file.getKey())
            .isNotEmpty();
      }
      Files.write(file.getKey(), was);
    }
    assertThat(tried).isGreaterThan(100);
    assertThat(Verification.of(folder, trust()).findings()).isEmpty();
  }

  @Test
  void missingReorderedAndDoubledLinesAreFound() throws IOException {
    Path chain = folder.resolve("chain").resolve("000000.jws");
    List<String> lines = Files.readAllLines(chain);
    Journal.Head head;
    try (Journal journal = Journal.open(folder)) {
      head = journal.head().orElseThrow();
    }
    for (int i = 0; i < lines.size(); i++) {
      List<String> without = new ArrayList<>(lines);
      without.remove(i);
      Files.write(chain, without);
      assertThat(Verification.of(folder, trust()).findings())
          .as("without line %s", i)
          .anyMatch(finding -> finding.kind() == Kind.MISSING);
      List<String> twice = new ArrayList<>(lines);
      twice.add(i, lines.get(i));
      Files.write(chain, twice);
      assertThat(Verification.of(folder, trust()).findings()).as("line %s twice", i).isNotEmpty();
      if (i > 0) {
        List<String> swapped = new ArrayList<>(lines);
        swapped.set(i, lines.get(i - 1));
        swapped.set(i - 1, lines.get(i));
        Files.write(chain, swapped);
        assertThat(Verification.of(folder, trust()).findings())
            .as("lines %s and before swapped", i)
            .anyMatch(finding -> finding.kind() == Kind.REORDERED);
      }
    }
    // an older state of the whole folder: only who noted a head can know
    Files.write(chain, lines.subList(0, 4));
    Files.writeString(folder.resolve("head"), lines.get(3) + "\n");
    assertThat(Verification.of(folder, trust().andHead(head)).findings())
        .anyMatch(finding -> finding.kind() == Kind.MISSING);
  }

  @Test
  void anotherRootOrAnotherCompanysArchivistIsNotBelieved() {
    FakeDesk twin = new FakeDesk(START);

    assertThat(Verification.of(folder, Trust.in(twin.authority.rootCertificate())).findings())
        .hasSize(7);
  }

  @Test
  void swappedContentsAreFoundThoughBothAreGenuine() throws IOException {
    Path one = folder.resolve("sealed/000000/1.entry");
    Path other = folder.resolve("sealed/000000/6.entry");
    byte[] bytes = Files.readAllBytes(one);
    Files.write(one, Files.readAllBytes(other));
    Files.write(other, bytes);

    assertThat(Verification.of(folder, trust()).findings())
        .extracting(Finding::line)
        .containsExactlyInAnyOrder(1L, 6L);
  }

  @Test
  void aRecordThatComesAgainIsKeptOnceAndATornLineIsWrittenAnew() throws IOException {
    FakeDesk again = new FakeDesk(START);
    Path other = temporary.resolve("other");
    Files.createDirectories(other);
    Journal.create(other, again, made);
    var first = again.joined(ORDERS, ORDINARY, Retention.none());
    var second = again.said(ORDERS, "once", ORDINARY, Retention.none());
    try (Journal journal = Journal.open(other)) {
      journal.keep(first, again);
      journal.keep(first, again);
      assertThatThrownBy(() -> Journal.open(other)).isInstanceOf(JournalException.class);
    }
    Files.writeString(
        other.resolve("chain/000000.jws"), "torn", java.nio.file.StandardOpenOption.APPEND);
    try (Journal journal = Journal.open(other)) {
      journal.keep(second, again);
      journal.keep(second, again);
    }

    Verdict verdict =
        Verification.of(other, Trust.in(again.authority.rootCertificate()), key(0, 1));
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.records()).isEqualTo(2);
  }

  @Test
  void aTimestampSaysWhenAndOnlyOfThisJournal() throws Exception {
    SmallTsa tsa = new SmallTsa(START);
    try (Journal journal = Journal.open(folder)) {
      List<byte[]> answers = new ArrayList<>();
      journal.timestamp(
          request -> {
            answers.add(tsa.stamp(request));
            return answers.get(0);
          },
          desk);
      assertThatThrownBy(() -> journal.timestamp(request -> answers.get(0), desk))
          .isInstanceOf(JournalException.class);
    }

    Verdict verdict = Verification.of(folder, trust().andStampsOf(tsa.certificate()));
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.stampedUntil()).contains(START);
    assertThat(
            Verification.of(folder, trust().andStampsOf(new SmallTsa(START).certificate()))
                .findings())
        .hasSize(1);
  }

  /** Ten years: nothing goes before its time, and what was asked for goes when it is over. */
  @Test
  void restrictedInsteadOfErasedWhileADutyStands() throws IOException {
    try (Journal journal = Journal.open(folder)) {
      Journal.Erasure erasure = journal.erase(new ConversationId(ORDERS), "case 17", desk);
      assertThat(erasure.erased()).isZero();
      assertThat(erasure.restricted()).isEqualTo(5);
      assertThat(erasure.lastUntil().orElseThrow()).isAfter(Instant.parse("2032-12-31T22:00:00Z"));
      assertThat(export(journal, Selection.everything()).keySet())
          .noneMatch(path -> path.startsWith("conversations/" + ORDERS));
      assertThat(export(journal, Selection.everything().restrictedToo()).keySet())
          .contains("conversations/" + ORDERS + ".html");

      int gone = 0;
      for (int month = 1; month <= 120; month++) {
        desk.clock.advance(Duration.ofDays(30).plusHours(11));
        int now = journal.sweep(desk);
        gone += now;
        if (month % 10 == 2) {
          assertThat(Verification.of(folder, trust()).findings()).isEmpty();
        }
        if (month == 2) {
          assertThat(gone).as("ordinary talk after 30 days").isEqualTo(2);
        }
        if (desk.now().isBefore(Instant.parse("2033-01-01T00:00:00Z"))) {
          assertThat(gone).isLessThanOrEqualTo(2);
        }
      }
      assertThat(gone).isEqualTo(7);
    }
    Verdict verdict = Verification.of(folder, trust(), key(1, 2));
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.erased()).isEqualTo(7);
    assertThat(Files.exists(folder.resolve("sealed/000000/1.entry"))).isFalse();
  }

  private Map<String, byte[]> export(Journal journal, Selection selection) throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    journal.opened("two of the board", "test", desk);
    Export.write(folder, key(0, 1), selection, trust(), desk, zip);
    assertThat(ExportVerification.of(zip.toByteArray(), desk.authority.rootCertificate()))
        .isEmpty();
    return unzip(zip.toByteArray());
  }

  private static Map<String, byte[]> unzip(byte[] bytes) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return out.toByteArray();
  }

  @Test
  void isExportedByPeriodReferenceAndPartner() throws Exception {
    try (Journal journal = Journal.open(folder)) {
      Map<String, byte[]> orders =
          export(journal, Selection.everything().about(BusinessReference.of("sales-order", "OO")));
      Map<String, byte[]> talk =
          export(journal, Selection.everything().with("mimi://beta.example/u/T"));
      Map<String, byte[]> partner = export(journal, Selection.everything().with("beta.example"));
      Map<String, byte[]> firstDay =
          export(journal, Selection.everything().between(START, START.plus(Duration.ofHours(1))));

      assertThat(entries(orders)).containsExactly("0", "1", "2", "5", "6");
      assertThat(entries(talk)).containsExactly("3", "4");
      assertThat(entries(partner)).hasSize(7);
      assertThat(entries(firstDay)).containsExactly("0", "1", "2", "3", "4");
      assertThat(entries(export(journal, Selection.everything().with("gamma.example")))).isEmpty();
      assertThat(orders.get("files/2-drawing.pdf")).isEqualTo(new byte[] {1, 2, 3});
      JsonObject lost = JsonParser.object().from(Bytes.utf8(orders.get("entries/5.json")));
      assertThat(lost.getObject("file").getString("missing")).isNotEmpty();
      String page = Bytes.utf8(orders.get("conversations/" + ORDERS + ".html"));
      assertThat(page).contains("Delivery in week 12?", "Alice", "&lt;b&gt;Yes", "drawing.pdf");
      assertThat(page).doesNotContain("<b>Yes");
      assertThat(Bytes.utf8(orders.get("procedure.de.html")))
          .contains("2 von 3 Personen", "acme.example", "2192");
      assertThat(Bytes.utf8(orders.get("procedure.en.html"))).contains("2 of 3 persons");
      assertThat(Bytes.utf8(orders.get("index.html"))).contains("unverändert und vollständig");
    }
    // each opening is in the chain
    long opened =
        Files.readAllLines(folder.resolve("chain/000000.jws")).stream()
            .filter(line -> Line.read(line).kind() == Line.Kind.OPENED)
            .count();
    assertThat(opened).isEqualTo(5);
  }

  private static List<String> entries(Map<String, byte[]> export) {
    return export.keySet().stream()
        .filter(path -> path.startsWith("entries/"))
        .map(path -> path.substring("entries/".length(), path.indexOf(".json")))
        .toList();
  }

  @Test
  void everyChangeOfAnExportIsFound() throws IOException {
    Map<String, byte[]> files;
    try (Journal journal = Journal.open(folder)) {
      files = export(journal, Selection.everything());
    }
    byte[] root = desk.authority.rootCertificate();
    for (String path : List.copyOf(files.keySet())) {
      Map<String, byte[]> changed = new HashMap<>(files);
      byte[] bytes = files.get(path).clone();
      bytes[bytes.length / 2] ^= 1;
      changed.put(path, bytes);
      assertThat(ExportVerification.of(zip(changed), root)).as("%s changed", path).isNotEmpty();
      Map<String, byte[]> without = new HashMap<>(files);
      without.remove(path);
      assertThat(ExportVerification.of(zip(without), root)).as("without %s", path).isNotEmpty();
    }
    Map<String, byte[]> more = new HashMap<>(files);
    more.put("entries/99.json", new byte[] {'{', '}'});
    assertThat(ExportVerification.of(zip(more), root)).isNotEmpty();
    assertThat(ExportVerification.of(zip(files), new FakeDesk(START).authority.rootCertificate()))
        .isNotEmpty();
  }

  @Test
  void theCommandLineVerifies() throws IOException {
    Path root = temporary.resolve("root.der");
    Files.write(root, desk.authority.rootCertificate());
    Path keys = temporary.resolve("keys");
    Files.createDirectories(keys);
    for (int i = 0; i < 2; i++) {
      Files.writeString(keys.resolve("share-" + i), made.shares().get(i) + "\n");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] verify = {
      "verify",
      folder.toString(),
      root.toString(),
      "--share",
      keys.resolve("share-0").toString(),
      "--share",
      keys.resolve("share-1").toString()
    };

    assertThat(JournalTool.run(verify, new PrintStream(out))).isZero();
    Files.delete(folder.resolve("sealed/000000/4.entry"));
    assertThat(JournalTool.run(verify, new PrintStream(out))).isEqualTo(1);
    assertThat(JournalTool.run(new String[] {"verify"}, new PrintStream(out))).isEqualTo(2);
    assertThat(
            JournalTool.run(
                new String[] {"keys", "3", temporary.resolve("new").toString()},
                new PrintStream(out)))
        .isZero();
    assertThat(out.toString(java.nio.charset.StandardCharsets.UTF_8))
        .contains("unchanged and complete", "MISSING 4");
    assertThat(temporary.resolve("new/share-3")).exists();
  }

  private static Map<Path, byte[]> contents(Path folder) throws IOException {
    Map<Path, byte[]> all = new LinkedHashMap<>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(file, Files.readAllBytes(file));
      }
    }
    return all;
  }
}

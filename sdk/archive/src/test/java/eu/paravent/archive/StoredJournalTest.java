package eu.paravent.archive;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ConversationId;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Retention;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Journals that earlier versions wrote, kept in {@code src/test/resources/journals} for ever: they
 * verify, open, and read as they did. A new format gets a journal more, none is ever changed. Each
 * holds a letter, a file, what was talked of and is erased, and a restriction.
 */
class StoredJournalTest {
  private static final Path KEPT = Path.of("src/test/resources/journals");
  private static final Instant THEN = Instant.parse("2026-11-29T10:00:00Z");

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(strings = {"1-x25519", "2-x-wing"})
  void anOldJournalVerifiesOpensAndReads(String name) throws IOException {
    Path folder = copied(name);
    OpeningKey key =
        OpeningKey.of(Files.readAllLines(KEPT.resolve(name + ".shares")).subList(1, 3));
    Trust trust = Trust.in(Files.readAllBytes(KEPT.resolve(name + ".root.der")));

    Verdict verdict = Verification.of(folder, trust, key);

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.records()).isEqualTo(5);
    Folder files = new Folder(folder);
    String id = files.readHeader().getString("journal", "");
    Line letter = Line.read(files.lines().lines().get(1));
    byte[] sealed = files.read(files.sealed(1, "entry")).orElseThrow();
    Entry entry = Entry.read(key.open(Line.about(id, 1, "entry"), sealed));
    assertThat(entry.text("text")).isEqualTo("Delivery in week 12?");
    assertThat(letter.time("keepUntil")).contains(Instant.parse("2032-12-31T23:00:00Z"));
    // it can be gone on with
    try (Journal journal = Journal.open(folder)) {
      assertThat(journal.head().orElseThrow().lines()).isEqualTo(7);
    }
  }

  private Path copied(String name) throws IOException {
    Path from = KEPT.resolve(name);
    Path to = temporary.resolve(name);
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Path target = to.resolve(from.relativize(one).toString());
        if (Files.isDirectory(one)) {
          Files.createDirectories(target);
        } else {
          Files.copy(one, target);
        }
      }
    }
    return to;
  }

  /** Writes one of the format that is current, once: give its name. */
  @Test
  @EnabledIfSystemProperty(named = "paravent.journal.write", matches = "[0-9a-z-]+")
  void writesOneForEver() throws IOException {
    String name = System.getProperty("paravent.journal.write");
    Path folder = Files.createDirectories(KEPT.resolve(name));
    FakeDesk desk = new FakeDesk(THEN);
    OpeningKey.Made made = OpeningKey.forTwoOf(3, new SecureRandom());
    Files.write(KEPT.resolve(name + ".shares"), made.shares(), StandardCharsets.US_ASCII);
    Files.write(KEPT.resolve(name + ".root.der"), desk.authority.rootCertificate());
    Journal.create(folder, desk, made);
    desk.files.put("drawing.pdf", new byte[] {1, 2, 3});
    var letters = ConversationClass.COMMERCIAL_LETTER;
    var ordinary = ConversationClass.ORDINARY;
    var month = Retention.atMost(30);
    String orders = "OOOOOOOOOOOOOOOOOOOOOA";
    String talk = "TTTTTTTTTTTTTTTTTTTTTQ";
    try (Journal journal = Journal.open(folder)) {
      journal.keep(desk.joined(orders, letters, letters.usual()), desk);
      journal.keep(desk.said(orders, "Delivery in week 12?", letters, letters.usual()), desk);
      journal.keep(desk.sent(orders, "drawing.pdf", letters, letters.usual()), desk);
      journal.keep(desk.joined(talk, ordinary, month), desk);
      journal.keep(desk.said(talk, "Lunch?", ordinary, month), desk);
      desk.clock.advance(Duration.ofDays(31));
      journal.sweep(desk);
      journal.erase(new ConversationId(orders), "request 7", desk);
    }
    Files.deleteIfExists(folder.resolve("lock"));
  }
}

package eu.paravent.testkit.contract;

import static eu.paravent.protocol.ProblemCode.ATTACHMENT_UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.paravent.mls.MlsGroup;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.attachments.StoredAttachment;
import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.delivery.LogPage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is there again when a backup is put back, and what tells clients that it was an old one. */
public abstract class BackupContract extends ContractFixture {
  private Party alice;
  private Party bob;
  private MlsGroup atAlice;
  private MlsGroup atBob;
  private String attachment;

  /** Backs up the way operators are told to. */
  protected abstract void backUp() throws Exception;

  /** Throws away what the server has, and puts the last backup back. */
  protected abstract void restore() throws Exception;

  @BeforeEach
  @SuppressWarnings("NullAway.Init") // set before each test
  void talk() throws Exception {
    Company acme = company();
    alice = party(acme, "alice", "alice-1");
    bob = party(acme, "bob", "bob-1");
    atAlice = alice.createGroup();
    atBob = alice.add(atAlice, bob);
    say("one");
    attachment = attach("delivery note");
  }

  @Test
  void whatWasBackedUpIsThereAgainAndGoesOn() throws Exception {
    List<LogEntry> before = alice.log(atAlice, 0).entries();
    backUp();

    restore();

    assertSame(before, alice.log(atAlice, 0).entries());
    assertArrayEquals(octets("delivery note"), fetch(attachment).response().body());
    long head = before.get(before.size() - 1).sequence();
    assertEquals(head + 1, say("two").sequence());
    byte[] answer = bob.encrypt(atBob, "three");
    bob.send(atBob, answer, Caller.newKey()).requireStatus(200);
    assertArrayEquals(answer, alice.log(atAlice, head + 1).entries().get(0).message());
  }

  /** A log that ends before a cursor: what clients take for an alarm. */
  @Test
  void anOlderBackupShowsALogThatIsShorterThanWhatWasRead() throws Exception {
    long head = alice.log(atAlice, 0).head();
    backUp();
    Accepted lost = say("said after the backup");
    String later = attach("attached after the backup");
    bob.log(atBob, 0);

    restore();

    LogPage page = bob.log(atBob, lost.sequence());
    assertEquals(head, page.head());
    assertTrue(page.head() < lost.sequence());
    assertEquals(List.of(), page.entries());
    fetch(later).requireProblem(ATTACHMENT_UNKNOWN);
    assertEquals(lost.sequence(), say("with the number of what was lost").sequence());
  }

  private Accepted say(String text) throws Exception {
    return alice.send(atAlice, alice.encrypt(atAlice, text), Caller.newKey()).read(Accepted.class);
  }

  private String attach(String text) {
    return alice
        .caller()
        .send(
            "POST",
            Paths.fill(Paths.GROUP_ATTACHMENTS, Party.id(atAlice)),
            Map.of("Content-Type", Headers.OCTETS, Headers.IDEMPOTENCY_KEY, Caller.newKey()),
            octets(text))
        .read(StoredAttachment.class)
        .attachmentId();
  }

  private Caller.Answer fetch(String id) {
    return bob.caller().get(Paths.fill(Paths.GROUP_ATTACHMENT, Party.id(atBob), id));
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertSame(List<LogEntry> expected, List<LogEntry> found) {
    assertEquals(places(expected).toList(), places(found).toList());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i).message(), found.get(i).message());
    }
  }

  private static Stream<String> places(List<LogEntry> entries) {
    return entries.stream()
        .map(entry -> entry.sequence() + " " + entry.kind() + " " + entry.epoch());
  }
}

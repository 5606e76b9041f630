package eu.paravent.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person with a terminal: each line is one command, and nothing is left running in between. */
@Timeout(180)
class CliTest {
  private static final String ROOM = Shell.ROOM;

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void start() {
    shell = new Shell(folder);
  }

  @AfterEach
  void stop() {
    shell.close();
  }

  @Test
  void anOrganisationFromItsFoundationToTheExport() throws Exception {
    shell.found();
    String alice = shell.shown("enrol", "alice", "--name", "Alice Ahrens").strip();
    String bob = shell.shown("enrol", "bob", "--name", "Bob Brandt").strip();
    String order = shell.shown("new", ROOM, "--as", "alice", "--with", bob).strip();
    assertThat(alice).startsWith("mimi://acme.example/u/");

    String asked =
        shell.shown("send", "Delivery in week 12?", "--in", ROOM, "--as", "alice").strip();
    shell.await("Alice Ahrens: Delivery in week 12?", "read", "--in", ROOM, "--as", "bob");
    shell.shown("react", asked, "👍", "--in", ROOM, "--as", "bob");
    shell.shown("read", "--in", ROOM, "--as", "alice");
    String link = shell.shown("invite", "--in", ROOM, "--as", "bob").strip();
    assertThat(shell.shown("join", link, "gina")).contains("acme.example", ROOM);
    shell.shown("send", "Hello from outside", "--in", order, "--as", "gina");
    shell.await("gina: Hello from outside", "read", "--in", order, "--as", "alice");

    String hers = digitsAfter(shell.says("verify", "--in", order, "--as", "alice"), bob);
    String his = digitsAfter(shell.says("verify", "--in", order, "--as", "bob"), alice);
    assertThat(hers).isEqualTo(his);
    assertThat(shell.shown("verify", "--in", ROOM, "--as", "alice", "--compared", his))
        .contains(bob + "  VERIFIED");
    shell.refuses(
        "Nobody's digits", "verify", "--in", order, "--as", "alice", "--compared", "12345");

    Path file = Files.writeString(folder.resolve("week plan.txt"), "week 12");
    shell.says("send-file", file.toString(), "--in", order, "--as", "gina");
    shell.await("(File) week plan.txt", "read", "--in", order, "--as", "alice");
    Path export = folder.resolve("order-7");
    String exported = shell.says("export", export.toString(), "--in", order, "--as", "alice");
    assertThat(Files.readAllLines(export.resolve("messages.jsonl")))
        .hasSize(3)
        .first()
        .asString()
        .contains("\"text\":\"Delivery in week 12?\"");
    assertThat(export.resolve("2-week_plan.txt")).hasContent("week 12");
    shell.terminal.typed("$ paravent export order-7 --in 'Order 7' --as alice");
    shell.terminal.printed(exported);
    assertThat(shell.says("search", "outside", "--as", "alice"))
        .containsOnlyOnce("gina: Hello from outside");
    shell.terminal.save(Path.of("target", "terminal.svg"));
  }

  @Test
  void messagesAreAnsweredChangedAndKeptInSight() {
    shell.pair();
    String first = shell.in("alice", "send", "Delivery in *week 12*?");
    String answer = shell.in("bob", "send", "Yes", "--to", first, "--mention", "Alice");
    shell.in("bob", "react", first, "👍");
    shell.in("bob", "pin", first);
    shell.in("alice", "edit", first, "Delivery in week 13?");

    assertThat(shell.in("bob", "read"))
        .contains("Alice: Delivery in week 13?  [edited, pinned, 👍]")
        .contains("Bob: @Alice Yes  [to " + first + "]");
    assertThat(shell.in("alice", "pinned")).startsWith(first);
    assertThat(shell.in("alice", "show", first)).contains("👍        Bob", "ACCEPTED");
    assertThat(shell.in("alice", "show", answer)).contains("mentions  Alice", "UNVERIFIED");
    assertThat(shell.in("alice", "read", "--last", "1")).startsWith(answer);
    assertThat(shell.in("alice", "read", "--last", "1", "--before", answer)).startsWith(first);

    shell.says("new", "Order 8", "--as", "alice");
    shell.says("forward", answer, "--from", ROOM, "--in", "Order 8", "--as", "alice");
    assertThat(shell.says("read", "--in", "Order 8", "--as", "alice"))
        .contains("Alice: @Alice Yes  [forwarded]");
    shell.in("bob", "react", first, "👍", "--undo");
    shell.in("bob", "unpin", first);
    shell.in("bob", "delete", answer);
    assertThat(shell.in("alice", "read"))
        .contains("Delivery in week 13?  [edited]")
        .contains("Bob: (Deleted)");
    shell.refuses("0 messages are meant", "edit", "ffffffffff", "x", "--in", ROOM, "--as", "alice");
  }

  @Test
  void cardsPlacesAndPollsAreSentAndVotedOn() {
    String bob = shell.pair();
    String poll = shell.in("alice", "poll", "When?", "Monday", "Friday");
    shell.in("bob", "vote", poll, "2");
    assertThat(shell.in("alice", "read")).contains("(Poll) When? | 1 Monday (0) | 2 Friday (1)");
    shell.in("alice", "close-poll", poll);
    shell.refuses("", "vote", poll, "1", "--in", ROOM, "--as", "bob");
    assertThat(shell.in("bob", "show", poll)).contains("answer 2  [Bob]", "closed");

    shell.in(
        "alice",
        ("card order SO-7 --field Total=1.190,00 --link https://erp.acme.example/7"
                + " --about order/SO-7 --gone-after 7d")
            .split(" "));
    shell.in("alice", "location", "-33.86", "151.21", "--label", "Site");
    shell.in("alice", "contact", "Bob");
    shell.says("keep-reply", "left", "Dear {name}, it left us today.");
    assertThat(shell.says("send-reply")).isEqualTo("left\n");
    shell.in("alice", "send-reply", "left", "--fill", "name=Bob");
    assertThat(shell.in("bob", "read"))
        .contains(
            "(BusinessCard) ORDER SO-7, Total: 1.190,00 https://erp.acme.example/7 order/SO-7")
        .contains("[gone at 2")
        .contains("(Location) geo:-33.86,151.21")
        .contains("(ContactCard) Bob " + bob)
        .contains("Alice: Dear Bob, it left us today.");
  }

  @Test
  void imagesAndVoiceAreSentSeenAndSaved() throws Exception {
    shell.pair();
    Path image = folder.resolve("door.png");
    ImageIO.write(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "png", image.toFile());
    Path voice = folder.resolve("voice.wav");
    speak(voice);

    String door = shell.in("alice", "send-image", image.toString());
    String spoken = shell.in("alice", "send-voice", voice.toString(), "--type", "audio/wav");

    assertThat(shell.in("bob", "read")).contains("(Image) door.png", "(VoiceNote) 2 s");
    Path saved = folder.resolve("saved");
    shell.in("bob", "save", door, saved.toString());
    assertThat(saved).hasSameBinaryContentAs(image);
    shell.in("bob", "save", spoken, saved.toString());
    assertThat(saved).hasSameBinaryContentAs(voice);

    Path small = folder.resolve("small.png");
    ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", small.toFile());
    shell.in("alice", "picture", small.toString());
    shell.in("bob", "save-picture", saved.toString());
    assertThat(saved).hasSameBinaryContentAs(small);
    shell.in("alice", "no-picture");
    shell.refuses("It has none", "save-picture", saved.toString(), "--in", ROOM, "--as", "bob");
  }

  /** Two seconds of silence. */
  private static void speak(Path file) throws IOException {
    AudioFormat format = new AudioFormat(8000, 8, 1, true, false);
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(new byte[16_000]), format, 16_000),
        AudioFileFormat.Type.WAVE,
        file.toFile());
  }

  @Test
  void conversationsAreNamedOwnedPutAwayAndLeft() {
    String bob = shell.pair();
    shell.in("alice", "appoint", "Bob");
    assertThat(shell.in("bob", "people")).contains(bob + "  OWNER  1  keys: DEVICE  Bob");
    shell.in("bob", "dismiss", "Alice");
    assertThat(shell.in("alice", "people")).contains("  MEMBER  1  keys: DEVICE  Alice");

    String order = shell.says("chats", "--as", "alice").substring(0, 10);
    shell.in("alice", "mute", "--for", "8h");
    shell.in("alice", "archive");
    assertThat(shell.says("chats", "--as", "alice")).doesNotContain(ROOM);
    assertThat(shell.says("chats", "--all", "--as", "alice")).contains("archived  muted");
    shell.in("alice", "unmute");
    shell.in("alice", "unarchive");
    shell.in("alice", "rename", "Order 7, urgent");
    assertThat(shell.says("chats", "--as", "bob")).isEqualTo(order + "  0  Order 7, urgent\n");

    shell.says("new", "Invoice", "--about", "invoice/R-1", "--as", "alice");
    assertThat(shell.says("chats", "--about", "invoice/R-1", "--as", "alice"))
        .endsWith("  0  Invoice  invoice/R-1\n");
    String two = shell.says("with", bob, "--as", "alice");
    assertThat(shell.says("with", bob, "--as", "alice")).isEqualTo(two);

    shell.says("leave", "--in", order, "--as", "alice");
    assertThat(shell.says("chats", "--as", "alice")).contains("Order 7, urgent  ended");
    shell.says("send", "alone now", "--in", order, "--as", "bob");
    assertThat(shell.says("people", "--in", order, "--as", "bob")).doesNotContain("Alice");
  }

  @Test
  void guestsAreLetInListedTurnedAwayAndEmployed() {
    String bob = shell.pair();
    String order = shell.says("chats", "--as", "alice").substring(0, 10);
    shell.in("alice", "remove", "Bob");
    String link =
        shell.in("alice", "invite", "--approve", "--guests", "2", "--link-password=Fenster 7");
    shell.refuses("needs a password", "join", link, "gina");
    shell.says("join", link, "gina", "--link-password=Fenster 7");
    shell.says("join", link, "mallory", "--link-password=Fenster 7");
    assertThat(shell.says("chats", "--as", "gina")).startsWith("to be let in: WAITING");

    assertThat(shell.in("alice", "waiting")).contains("gina", "mallory");
    shell.in("alice", "decline", "mallory");
    shell.in("alice", "approve", "gina");
    shell.await(order, "chats", "--as", "gina");
    assertThat(shell.says("chats", "--as", "mallory")).startsWith("to be let in: DECLINED");
    shell.says("send", "Hello", "--in", order, "--as", "gina");
    assertThat(shell.in("alice", "read")).contains("gina: Hello");
    assertThat(shell.in("alice", "guests")).contains("gina", "of Alice");
    assertThat(shell.in("alice", "invites")).contains("1 of 2", "approve");
    shell.in("alice", "withdraw", shell.in("alice", "invites").substring(0, 10));
    assertThat(shell.in("alice", "invites")).isEmpty();

    shell.in("alice", "employ", "gina", bob);
    assertThat(shell.in("alice", "people")).contains("Bob").doesNotContain("gina");
  }

  @Test
  void whoeverIsTakenInReadsAndWhoeverLeftDoesNot() {
    shell.found();
    shell.says("enrol", "alice");
    String bob = shell.says("enrol", "bob").strip();
    shell.says("new", ROOM, "--as", "alice");

    shell.in("alice", "add", bob);
    shell.in("alice", "send", "for both");
    shell.await("alice: for both", "read", "--in", ROOM, "--as", "bob");
    shell.in("alice", "remove", bob);
    shell.in("alice", "send", "for Alice");
    shell.says("chats", "--as", "bob");
    assertThat(shell.in("bob", "read")).doesNotContain("for Alice");
  }

  @Test
  void aPersonHasItsRights() throws Exception {
    shell.found();
    shell.says("enrol", "alice");
    String order = shell.says("new", ROOM, "--as", "alice").strip();
    shell.says("join", shell.in("alice", "invite"), "gina");
    shell.says("send", "Hello", "--in", order, "--as", "gina");
    shell.await("gina: Hello", "read", "--in", order, "--as", "alice");

    Path data = folder.resolve("gina.zip");
    assertThat(shell.says("my-data", data.toString(), "--as", "gina")).startsWith("1 messages");
    assertThat(Files.size(data)).isPositive();
    assertThat(shell.says("ask", "restriction", "--as", "gina")).startsWith("to be answered by 2");
    assertThat(shell.says("forget", "--as", "gina")).contains("waits for");
    shell.await("(Deleted)", "read", "--in", order, "--as", "alice");
    assertThat(shell.says("forget", "--as", "gina")).contains("devices erased");
  }

  @Test
  void aSecondDeviceGetsWhatWasSaidBefore() {
    shell.found();
    shell.says("enrol", "alice", "--name", "Alice");
    shell.says("new", ROOM, "--as", "alice");
    shell.in("alice", "send", "Delivery in week 12?");
    shell.says("enrol", "alice", "--name", "Alice", "--device", "phone");
    String code = shell.says("ask-history", "--as", "alice-phone").strip();

    // each command is a short visit: the first device adds the second, which then asks
    shell.awaitVisiting("alice-phone", code, "share-history", "--as", "alice");
    shell.refuses("No device", "share-history", "1234", "--as", "alice");
    shell.says("share-history", code, "--as", "alice");
    shell.awaitVisiting(
        "alice", "Alice: Delivery in week 12?", "read", "--in", ROOM, "--as", "alice-phone");
  }

  /** Bob's laptop is made from a backup, lost, and taken back. */
  @Test
  void devicesAreListedComparedRestoredAndTakenBack() {
    shell.pair();
    shell.in("alice", "send", "Delivery in week 12?");
    shell.in("bob", "read");
    String organisation = shell.in("alice", "verify").split("\n")[1].strip();
    assertThat(shell.in("bob", "verify", "--compared", organisation))
        .startsWith("acme.example  VERIFIED");
    assertThat(shell.in("bob", "qr", "Alice").lines().count()).isGreaterThan(15);
    shell.in("bob", "verify", "--compared", digits(shell.in("bob", "verify")));
    shell.in("bob", "distrust", "Alice");
    assertThat(shell.in("bob", "verify")).contains("  UNVERIFIED  keys: DEVICE");
    shell.says("change-key", "--as", "bob");

    String backup = folder.resolve("bob.backup").toString();
    String key = shell.says("backup", backup, "--as", "bob").split("\n")[0];
    shell.refuses("", "restore", backup, "bob", "--key=" + key.substring(5));
    assertThat(
            shell.says(
                "restore", backup, "bob", "--device", "laptop", "--name", "Bob", "--key=" + key))
        .startsWith("1 messages in 1 conversations");
    assertThat(shell.in("bob-laptop", "read")).contains("Alice: Delivery in week 12?");
    shell.awaitVisiting("bob", "  MEMBER  2  ", "people", "--in", ROOM, "--as", "alice");

    String laptop = shell.says("devices", "--as", "bob-laptop").lines().findFirst().orElseThrow();
    shell.says("revoke", laptop.split(" ")[0], "--as", "bob");
    shell.awaitVisiting("bob", "  MEMBER  1  ", "people", "--in", ROOM, "--as", "alice");
    assertThat(shell.run("chats", "--as", "bob-laptop").code()).isNotZero();
    assertThat(shell.says("devices", "--as", "bob")).doesNotContain(laptop.split(" ")[0]);
  }

  private static String digits(String verify) {
    return verify.lines().reduce((first, last) -> last).orElseThrow().strip();
  }

  @Test
  void whatTheOthersReadAndWriteIsSeenWhereItIsPermitted() throws Exception {
    String bob = shell.pair();
    shell.says("tell", "read", "typing", "--as", "bob");
    String first = shell.in("alice", "send", "Week 12?");
    shell.in("bob", "read");
    assertThat(shell.in("alice", "show", first)).doesNotContain("READ");
    shell.says("permit", "read", "typing");
    String second = shell.in("alice", "send", "Or 13?");
    assertThat(shell.says("news", "--as", "bob")).contains("ConversationJoined", "Alice: Or 13?");
    assertThat(shell.says("news", "--as", "bob")).doesNotContain("Or 13?");
    shell.in("bob", "read");
    assertThat(shell.in("alice", "show", second)).contains("READ  Bob");

    Shell.Going alice = shell.new Going("talk", "--in", ROOM, "--as", "alice");
    Shell.Going his = shell.new Going("talk", "--in", ROOM, "--as", "bob");
    his.type("Here I am");
    alice.await("Bob: Here I am");
    // may be lost, and is said every few seconds at most
    boolean told = false;
    for (int line = 0; line < 20 && !told; line++) {
      his.type("line " + line + "\\");
      told = alice.sees("[Bob] writing", Duration.ofSeconds(4));
    }
    assertThat(told).isTrue();
    his.type("end");
    alice.await("    end");
    alice.end();
    his.end();

    String two = shell.says("with", bob, "--as", "alice").strip();
    Shell.Going away = shell.new Going("away", "On holiday", "--for", "8h", "--as", "bob");
    away.await("away until");
    shell.says("send", "Are you there?", "--in", two, "--as", "alice");
    shell.await("Bob: On holiday", "read", "--in", two, "--as", "alice");
    away.interrupt();
  }

  @Test
  void saysWhatIsMissing() {
    shell.refuses("enrol or join as nobody first", "chats", "--as", "nobody");
    assertThat(shell.run("chats").error()).isNotBlank();
    shell.refuses("found an organisation first", "enrol", "alice");
    shell.found();
    shell.says("enrol", "alice");
    shell.refuses("0 conversations", "send", "x", "--in", "Nowhere", "--as", "alice");
    shell.refuses(
        "not of other.example", "found", "other.example", "--server", "http://x", "--token", "t");
  }

  @Test
  void helpListsEveryCommandUnderItsTopic() {
    assertThat(shell.says("--help"))
        .containsSubsequence("Conversations", "archive", "Messages", "react", "Guests", "withdraw");
    assertThat(shell.says("help", "vote")).contains("Usage: paravent vote", "--in=", "NUMBER");
  }

  /** A wrong token leaves nothing behind, so that it can be tried again. */
  @Test
  void aRefusedFoundationCanBeRepeated() {
    assertThat(
            shell.run("found", "acme.example", "--server", shell.url(), "--token", "wrong").code())
        .isNotZero();

    shell.found();
  }

  private static String digitsAfter(String text, String person) {
    String[] lines = text.split("\n");
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].startsWith(person)) {
        return lines[i + 1].strip();
      }
    }
    throw new AssertionError("Nothing about " + person + " in: " + text);
  }
}

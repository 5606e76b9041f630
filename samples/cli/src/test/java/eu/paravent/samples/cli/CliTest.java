package eu.paravent.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.testkit.InMemoryServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A person with a terminal: each line is one command, and nothing is left running in between. */
@Timeout(180)
class CliTest {
  @TempDir Path folder;
  private final InMemoryServer server = InMemoryServer.start();
  private final Terminal terminal = new Terminal();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anOrganisationFromItsFoundationToTheExport() throws Exception {
    found();
    String alice = shown("enrol", "alice", "--name", "Alice Ahrens").strip();
    String bob = shown("enrol", "bob", "--name", "Bob Brandt").strip();
    String order = shown("new", "Order 7", "--as", "alice", "--with", bob).strip();
    assertThat(alice).startsWith("mimi://acme.example/u/");

    shown("send", "Delivery in week 12?", "--in", "Order 7", "--as", "alice");
    await("Alice Ahrens: Delivery in week 12?", "read", "--in", "Order 7", "--as", "bob");
    shown("read", "--in", "Order 7", "--as", "bob");
    String link = shown("invite", "--in", "Order 7", "--as", "bob").strip();
    assertThat(shown("join", link, "gina")).contains("acme.example", "Order 7");
    shown("send", "Hello from outside", "--in", order, "--as", "gina");
    await("gina: Hello from outside", "read", "--in", order, "--as", "alice");

    String hers = digitsAfter(says("verify", "--in", order, "--as", "alice"), bob);
    String his = digitsAfter(says("verify", "--in", order, "--as", "bob"), alice);
    assertThat(hers).isEqualTo(his);
    String[] compared = {"verify", "--in", "Order 7", "--as", "alice", "--compared", his};
    assertThat(shown(compared)).contains(bob + "  VERIFIED");
    assertThat(run("verify", "--in", order, "--as", "alice", "--compared", "12345").code)
        .isNotZero();

    Path file = Files.writeString(folder.resolve("week plan.txt"), "week 12");
    says("send-file", file.toString(), "--in", order, "--as", "gina");
    await("(File)", "read", "--in", order, "--as", "alice");
    Path export = folder.resolve("order-7");
    String exported = says("export", export.toString(), "--in", order, "--as", "alice");
    assertThat(Files.readAllLines(export.resolve("messages.jsonl")))
        .hasSize(3)
        .first()
        .asString()
        .contains("\"text\":\"Delivery in week 12?\"");
    assertThat(export.resolve("2-week_plan.txt")).hasContent("week 12");
    terminal.typed("$ paravent export order-7 --in 'Order 7' --as alice");
    terminal.printed(exported);
    assertThat(says("search", "outside", "--as", "alice")).isEqualTo("gina: Hello from outside\n");
    terminal.save(Path.of("target", "terminal.svg"));
  }

  @Test
  void whoeverIsTakenInReadsAndWhoeverLeftDoesNot() {
    found();
    says("enrol", "alice");
    String bob = says("enrol", "bob").strip();
    String order = says("new", "Order 7", "--as", "alice").strip();

    says("add", bob, "--in", order, "--as", "alice");
    says("send", "for both", "--in", order, "--as", "alice");
    await("alice: for both", "read", "--in", order, "--as", "bob");
    says("remove", bob, "--in", order, "--as", "alice");
    says("send", "for Alice", "--in", order, "--as", "alice");
    says("chats", "--as", "bob");
    assertThat(says("read", "--in", order, "--as", "bob")).doesNotContain("for Alice");
  }

  @Test
  void aPersonHasItsRights() throws Exception {
    found();
    says("enrol", "alice");
    String order = says("new", "Order 7", "--as", "alice").strip();
    String link = says("invite", "--in", order, "--as", "alice").strip();
    says("join", link, "gina");
    says("send", "Hello", "--in", order, "--as", "gina");
    await("gina: Hello", "read", "--in", order, "--as", "alice");

    Path data = folder.resolve("gina.zip");
    assertThat(says("my-data", data.toString(), "--as", "gina")).startsWith("1 messages");
    assertThat(Files.size(data)).isPositive();
    assertThat(says("ask", "restriction", "--as", "gina")).startsWith("to be answered by 2");
    assertThat(says("forget", "--as", "gina")).contains("waits for");
    await("(Deleted)", "read", "--in", order, "--as", "alice");
    assertThat(says("forget", "--as", "gina")).contains("devices erased");
  }

  @Test
  void aSecondDeviceGetsWhatWasSaidBefore() {
    found();
    says("enrol", "alice", "--name", "Alice");
    String order = says("new", "Order 7", "--as", "alice").strip();
    says("send", "Delivery in week 12?", "--in", order, "--as", "alice");
    says("enrol", "alice", "--name", "Alice", "--device", "phone");
    String code = says("ask-history", "--as", "alice-phone").strip();

    // each command is a short visit: the first device adds the second, which then asks
    awaitVisiting("alice-phone", code, "share-history", "--as", "alice");
    assertThat(run("share-history", "1234", "--as", "alice").code).isNotZero();
    says("share-history", code, "--as", "alice");
    awaitVisiting(
        "alice", "Alice: Delivery in week 12?", "read", "--in", order, "--as", "alice-phone");
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(run("chats", "--as", "nobody").error).contains("enrol or join as nobody first");
    assertThat(run("chats").error).isNotBlank();
    assertThat(run("enrol", "alice").error).contains("found an organisation first");
    found();
    says("enrol", "alice");
    assertThat(run("send", "x", "--in", "Nowhere", "--as", "alice").error)
        .contains("0 conversations");
    assertThat(run("found", "other.example", "--server", "http://x", "--token", "t").error)
        .contains("not of other.example");
  }

  /** A wrong token leaves nothing behind, so that it can be tried again. */
  @Test
  void aRefusedFoundationCanBeRepeated() {
    String url = server.baseUrl().toString();
    assertThat(run("found", "acme.example", "--server", url, "--token", "wrong").code).isNotZero();

    found();
  }

  private void found() {
    assertThat(
            shown(
                "found",
                "acme.example",
                "--server",
                server.baseUrl().toString(),
                "--token",
                server.registrationToken()))
        .startsWith("acme.example ");
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

  /** The other device is there from time to time. */
  private void awaitVisiting(String other, String what, String... line) {
    long until = System.nanoTime() + 120_000_000_000L;
    String last = "";
    while (System.nanoTime() < until) {
      says("chats", "--as", other);
      Said said = run(line);
      last = said.out + said.error;
      if (last.contains(what)) {
        return;
      }
    }
    throw new AssertionError("Waited in vain for \"" + what + "\": " + last);
  }

  private void await(String what, String... line) {
    long until = System.nanoTime() + 120_000_000_000L;
    String last = "";
    while (System.nanoTime() < until) {
      Said said = run(line);
      last = said.out + said.error;
      if (last.contains(what)) {
        return;
      }
    }
    throw new AssertionError("Waited in vain for \"" + what + "\": " + last);
  }

  private String shown(String... line) {
    StringBuilder typed = new StringBuilder("$ paravent");
    for (String word : line) {
      boolean plain = word.matches("[A-Za-z0-9:/._-]+");
      typed.append(plain ? " " + word : " '" + word + "'");
    }
    String printed = says(line);
    terminal.typed(typed.toString());
    terminal.printed(printed);
    return printed;
  }

  private String says(String... line) {
    Said said = run(line);
    assertThat(said.code).as("%s: %s", List.of(line), said.error).isZero();
    return said.out;
  }

  private Said run(String... line) {
    CommandLine commands = Cli.commandLine(address -> server.transport());
    StringWriter out = new StringWriter();
    StringWriter error = new StringWriter();
    commands.setOut(new PrintWriter(out)).setErr(new PrintWriter(error));
    List<String> all =
        new ArrayList<>(List.of("--home", folder.resolve("home").toString(), "--password=secret"));
    all.addAll(Arrays.asList(line));
    int code = commands.execute(all.toArray(new String[0]));
    return new Said(code, out.toString(), error.toString());
  }

  private record Said(int code, String out, String error) {}
}

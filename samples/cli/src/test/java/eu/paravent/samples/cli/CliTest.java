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
import java.util.Optional;
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

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anOrganisationFromItsFoundationToTheExport() throws Exception {
    found();
    String alice = says("enrol", "alice", "--name", "Alice").strip();
    String bob = says("enrol", "bob").strip();
    String order = says("new", "Order 7", "--as", "alice", "--with", bob).strip();
    assertThat(alice).startsWith("mimi://acme.example/u/");

    says("send", order, "Delivery in week 12?", "--as", "alice");
    await("Alice: Delivery in week 12?", "read", "Order 7", "--as", "bob");
    String link = says("invite", order, "--as", "bob").strip();
    assertThat(says("join", link, "gina")).contains("acme.example", "Order 7");
    says("send", order, "Hello from outside", "--as", "gina");
    await("gina: Hello from outside", "read", order, "--as", "alice");

    String hers = digitsAfter(says("verify", order, "--as", "alice"), bob);
    String his = digitsAfter(says("verify", order, "--as", "bob"), alice);
    assertThat(hers).isEqualTo(his);
    assertThat(says("verify", order, "--as", "alice", "--compared", his))
        .contains(bob + "  VERIFIED");
    assertThat(run("verify", order, "--as", "alice", "--compared", "12345").code).isNotZero();

    Path file = folder.resolve("order.jsonl");
    says("export", order, file.toString(), "--as", "alice");
    assertThat(Files.readAllLines(file))
        .hasSize(2)
        .first()
        .asString()
        .contains("\"text\":\"Delivery in week 12?\"");

    Path data = folder.resolve("gina.zip");
    assertThat(says("my-data", data.toString(), "--as", "gina")).startsWith("1 messages");
    assertThat(Files.size(data)).isPositive();
    assertThat(says("ask", "restriction", "--as", "gina")).startsWith("to be answered by 2");
    assertThat(says("forget", "--as", "gina")).contains("waits for");
    await("(Deleted)", "read", order, "--as", "alice");
    says("read", order, "--as", "bob");
    assertThat(says("forget", "--as", "gina")).contains("devices erased");
  }

  @Test
  void aSecondDeviceGetsWhatWasSaidBefore() {
    found();
    says("enrol", "alice", "--name", "Alice");
    String order = says("new", "Order 7", "--as", "alice").strip();
    says("send", order, "Delivery in week 12?", "--as", "alice");
    says("enrol", "alice", "--name", "Alice", "--device", "phone");
    String code = says("ask-history", "--as", "alice-phone").strip();

    // each command is a short visit: the first device adds the second, which then asks
    awaitVisiting("alice-phone", code, "share-history", "--as", "alice");
    assertThat(run("share-history", "1234", "--as", "alice").code).isNotZero();
    says("share-history", code, "--as", "alice");
    awaitVisiting("alice", "Alice: Delivery in week 12?", "read", order, "--as", "alice-phone");
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(run("chats", "--as", "nobody").error).contains("enrol or join first");
    assertThat(run("enrol", "alice").error).isNotBlank();
    found();
    says("enrol", "alice");
    assertThat(run("send", "Nowhere", "x", "--as", "alice").error).contains("0 conversations");
    assertThat(run("found", "other.example", "--server", "http://x", "--token", "t").error)
        .contains("already");
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
            says(
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

  private String says(String... line) {
    Said said = run(line);
    assertThat(said.code).as("%s: %s", List.of(line), said.error).isZero();
    return said.out;
  }

  private Said run(String... line) {
    CommandLine commands = Cli.commandLine(address -> Optional.of(server.transport()));
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

package eu.paravent.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.testkit.InMemoryServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import picocli.CommandLine;

/** A person with a terminal, and a server: each line is one command. */
final class Shell implements AutoCloseable {
  static final String ROOM = "Order 7";

  private final InMemoryServer server = InMemoryServer.start();
  private final Path folder;
  final Terminal terminal = new Terminal();

  Shell(Path folder) {
    this.folder = folder;
  }

  String url() {
    return server.baseUrl().toString();
  }

  /** What was printed, and what went wrong. */
  record Said(int code, String out, String error) {
    private String all() {
      return out + error;
    }
  }

  Said run(String... line) {
    StringWriter out = new StringWriter();
    StringWriter error = new StringWriter();
    int code = execute(InputStream.nullInputStream(), out, error, line);
    return new Said(code, out.toString(), error.toString());
  }

  private int execute(InputStream typed, StringWriter out, StringWriter error, String... line) {
    CommandLine commands = Cli.commandLine(address -> server.transport(), typed);
    commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(error, true));
    List<String> all =
        new ArrayList<>(List.of("--home", folder.resolve("home").toString(), "--password=secret"));
    all.addAll(Arrays.asList(line));
    return commands.execute(all.toArray(new String[0]));
  }

  /** One that goes on, until {@link #end}. */
  final class Going {
    private final PipedOutputStream typing = new PipedOutputStream();
    private final StringWriter out = new StringWriter();
    private final Thread thread;

    Going(String... line) throws IOException {
      InputStream typed = new PipedInputStream(typing);
      thread = new Thread(() -> execute(typed, out, out, line));
      thread.start();
    }

    void type(String line) throws IOException {
      typing.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      typing.flush();
    }

    void await(String what) {
      Shell.await(what, out::toString);
    }

    boolean sees(String what, Duration within) {
      return seen(what, within, out::toString).isEmpty();
    }

    /** By Ctrl-D. */
    void end() throws IOException, InterruptedException {
      typing.close();
      thread.join();
    }

    /** As by Ctrl-C: for what reads nothing. */
    void interrupt() throws InterruptedException {
      thread.interrupt();
      thread.join();
    }
  }

  /** What it prints; it has to succeed. */
  String says(String... line) {
    Said said = run(line);
    assertThat(said.code).as("%s: %s", List.of(line), said.error).isZero();
    return said.out;
  }

  /** As {@link #says}, in the conversation. */
  String in(String person, String... line) {
    List<String> all = new ArrayList<>(List.of(line));
    all.addAll(List.of("--in", ROOM, "--as", person));
    return says(all.toArray(new String[0])).strip();
  }

  void refuses(String why, String... line) {
    Said said = run(line);
    assertThat(said.code).as("%s: %s", List.of(line), said.out).isNotZero();
    assertThat(said.error).contains(why);
  }

  /** As {@link #says}, for the picture too. */
  String shown(String... line) {
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

  void await(String what, String... line) {
    await(what, () -> run(line).all());
  }

  /** The other device is there from time to time. */
  void awaitVisiting(String other, String what, String... line) {
    await(
        what,
        () -> {
          says("chats", "--as", other);
          return run(line).all();
        });
  }

  private static void await(String what, Supplier<String> asked) {
    seen(what, Duration.ofMinutes(2), asked)
        .ifPresent(
            last -> {
              throw new AssertionError("Waited in vain for \"" + what + "\": " + last);
            });
  }

  /** What there was instead, where it did not come. */
  private static Optional<String> seen(String what, Duration within, Supplier<String> asked) {
    long until = System.nanoTime() + within.toNanos();
    String last = asked.get();
    while (!last.contains(what)) {
      if (System.nanoTime() > until) {
        return Optional.of(last);
      }
      LockSupport.parkNanos(20_000_000);
      last = asked.get();
    }
    return Optional.empty();
  }

  void found() {
    String token = server.registrationToken();
    assertThat(shown("found", "acme.example", "--server", url(), "--token", token))
        .startsWith("acme.example ");
  }

  /** Alice and Bob in the conversation; answers Bob's URI. */
  String pair() {
    found();
    says("enrol", "alice", "--name", "Alice");
    String bob = says("enrol", "bob", "--name", "Bob").strip();
    says("new", ROOM, "--as", "alice", "--with", bob);
    await(ROOM, "chats", "--as", "bob");
    return bob;
  }

  @Override
  public void close() {
    server.close();
  }
}

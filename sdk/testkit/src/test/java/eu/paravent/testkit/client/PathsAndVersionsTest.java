package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.event.ChatEvent.MessageReceived;
import eu.paravent.client.message.MessageContent;
import eu.paravent.testkit.ParaventTestkit;
import java.io.File;
import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first message, once more: with the SDK and what it needs on the module path, and on the
 * newest JDK that is supported, where the machine has one (or {@code PARAVENT_JDK25} says where it
 * is).
 */
@Timeout(240)
class PathsAndVersionsTest {
  private static final Pattern SDK =
      Pattern.compile(
          "eu\\.paravent\\.(client|mls|protocol)|org\\.bouncycastle\\..*|cbor|com\\.grack\\.nanojson"
              + "|com\\.h2database|io\\.nayuki\\.qrcodegen|org\\.jspecify");

  @TempDir Path folder;

  @Test
  void onTheModulePath() throws Exception {
    assertThat(talk(Path.of(System.getProperty("java.home")), true))
        .containsExactly("module eu.paravent.client", "heard");
  }

  @Test
  void onJdk25WithTheClassPath() throws Exception {
    assertThat(talk(jdk25(), false)).containsExactly("unnamed module", "heard");
  }

  @Test
  void onJdk25WithTheModulePath() throws Exception {
    assertThat(talk(jdk25(), true)).containsExactly("module eu.paravent.client", "heard");
  }

  private static Path jdk25() throws IOException {
    Optional<Path> found = Optional.ofNullable(System.getenv("PARAVENT_JDK25")).map(Path::of);
    Path usual = Path.of("/usr/lib/jvm");
    if (found.isEmpty() && Files.isDirectory(usual)) {
      try (Stream<Path> all = Files.list(usual)) {
        found =
            all.filter(home -> home.getFileName().toString().matches(".*\\b25\\b.*"))
                .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                .findFirst();
      }
    }
    if (found.isEmpty()) {
      System.out.println("NOT TESTED on JDK 25: none was found; set PARAVENT_JDK25 to one");
    }
    assumeTrue(found.isPresent(), "No JDK 25 on this machine");
    return found.orElseThrow();
  }

  private List<String> talk(Path home, boolean modules) throws Exception {
    List<String> classPath = new ArrayList<>();
    List<String> modulePath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      (modules && ofTheSdk(Path.of(entry)) ? modulePath : classPath).add(entry);
    }
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    if (modules) {
      command.addAll(List.of("-p", String.join(File.pathSeparator, modulePath)));
      command.addAll(List.of("--add-modules", "eu.paravent.client"));
    }
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));
    command.add(Talk.class.getName());
    Path said = folder.resolve("said");
    Process child =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertThat(child.waitFor(3, TimeUnit.MINUTES)).isTrue();
    } finally {
      child.destroyForcibly();
    }
    return Files.readAllLines(said);
  }

  private static boolean ofTheSdk(Path entry) {
    if (!Files.exists(entry)) {
      return false;
    }
    try {
      return ModuleFinder.of(entry).findAll().stream()
          .anyMatch(module -> SDK.matcher(module.descriptor().name()).matches());
    } catch (FindException e) {
      // no name can be made for it: nothing of ours
      return false;
    }
  }

  /** The other process. */
  static final class Talk {
    public static void main(String[] arguments) {
      Module module = ChatClient.class.getModule();
      System.out.println(module.isNamed() ? "module " + module.getName() : "unnamed module");
      try (ParaventTestkit kit = ParaventTestkit.start("acme.example")) {
        ChatClient alice = kit.staff("alice");
        ChatClient bob = kit.staff("bob");
        Conversation order =
            alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
        order.send(MessageContent.text("Delivery in week 12?"));
        kit.await(bob, MessageReceived.class);
        System.out.println("heard");
      }
    }
  }
}

package eu.paravent.samples.cli;

import static java.util.Objects.requireNonNullElse;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.UserId;
import eu.paravent.client.spi.Transport;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * Everything the SDK does, from a terminal: what all commands are told, and the client of one of
 * them, which is closed at its end. What they do is in the topics.
 */
@Command(
    name = "paravent",
    mixinStandardHelpOptions = true,
    description = "Encrypted chat.",
    footer = "paravent help COMMAND says more of one.",
    subcommands = CommandLine.HelpCommand.class)
public final class Cli {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Function<URI, Transport> way;
  private final InputStream typed;
  private @Nullable ChatClient client;

  @Option(names = "--home", description = "a folder (default: ${DEFAULT-VALUE})")
  private Path folder = Path.of("paravent-home");

  @Option(
      names = "--password",
      interactive = true,
      arity = "0..1",
      defaultValue = "${env:PARAVENT_PASSWORD}",
      description = "of the authority's file; else PARAVENT_PASSWORD")
  private char[] password = {};

  @Option(names = "--as", scope = ScopeType.INHERIT, description = "which person of the folder")
  private String person = "";

  @Option(names = "--in", scope = ScopeType.INHERIT, description = "a conversation's id or title")
  private String chat = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  private Cli(Function<URI, Transport> way, InputStream typed) {
    this.way = way;
    this.typed = typed;
  }

  /**
   * @param typed what a person types into a command that goes on for a while
   */
  static CommandLine commandLine(Function<URI, Transport> way, InputStream typed) {
    Cli cli = new Cli(way, typed);
    CommandLine line = new CommandLine(cli);
    Map<String, CommandLine> topics = new LinkedHashMap<>();
    List.of(
            new Organisation(cli),
            new Conversations(cli),
            new Messages(cli),
            new Media(cli),
            new Cards(cli),
            new Live(cli),
            new Guests(cli),
            new Devices(cli),
            new Records(cli))
        .forEach(topic -> add(line, new CommandLine(topic), topics));
    line.getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> listed(help, topics));
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(UserId.class, UserId::new)
        .registerConverter(Duration.class, Cli::duration)
        .registerConverter(BusinessReference.class, Cli::reference)
        .setExecutionStrategy(parsed -> cli.execute(parsed, topics.values()))
        .setExecutionExceptionHandler(
            (failed, at, parsed) -> {
              at.getErr().println(requireNonNullElse(failed.getMessage(), failed.toString()));
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  /** Its commands stand beside those of the other topics. */
  private static void add(CommandLine line, CommandLine topic, Map<String, CommandLine> topics) {
    topics.put(topic.getCommandSpec().usageMessage().description()[0], topic);
    topic.getSubcommands().forEach(line::addSubcommand);
  }

  private static String listed(Help help, Map<String, CommandLine> topics) {
    StringBuilder all = new StringBuilder();
    topics.forEach(
        (title, topic) -> {
          Map<String, Help> its = new LinkedHashMap<>(help.subcommands());
          its.keySet().retainAll(topic.getSubcommands().keySet());
          all.append(title).append(System.lineSeparator()).append(help.commandList(its));
        });
    return all.toString();
  }

  /** As 90s, 10m, 8h or 7d. */
  private static Duration duration(String said) {
    return Duration.parse((said.endsWith("d") ? "P" : "PT") + said);
  }

  /** As order/4711. */
  private static BusinessReference reference(String said) {
    int slash = said.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("Say what it is of, as order/4711");
    }
    return BusinessReference.of(said.substring(0, slash), said.substring(slash + 1));
  }

  public static void main(String[] arguments) {
    System.exit(commandLine(Transport::http, System.in).execute(arguments));
  }

  /** What a command has to tell the others is told when it ends. */
  private int execute(CommandLine.ParseResult parsed, Collection<CommandLine> topics) {
    CommandLine.ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    CommandSpec command = last.commandSpec();
    // picocli calls the method on what is above it
    topics.stream()
        .filter(topic -> topic.getSubcommands().containsValue(command.commandLine()))
        .forEach(topic -> command.parent(topic.getCommandSpec()));
    try {
      int code = new CommandLine.RunLast().execute(parsed);
      if (client != null) {
        client.awaitCaughtUp(PATIENCE);
      }
      return code;
    } catch (CommandLine.ExecutionException | CommandLine.ParameterException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CommandLine.ExecutionException(
          spec.commandLine(), requireNonNullElse(e.getMessage(), e.toString()), e);
    } finally {
      if (client != null) {
        client.close();
      }
    }
  }

  Home home() {
    return new Home(folder, way);
  }

  Transport way(URI server) {
    return way.apply(server);
  }

  InputStream typed() {
    return typed;
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  char[] password() {
    if (password.length == 0) {
      throw new IllegalArgumentException("Give --password or set PARAVENT_PASSWORD");
    }
    return password;
  }

  String person() {
    return person;
  }

  /** Opened at the first call. */
  ChatClient me() {
    ChatClient open = client;
    return open == null ? opened(home().open(person, Optional.empty())) : open;
  }

  /** To be closed when the command ends. */
  ChatClient opened(ChatClient open) {
    client = open;
    return open;
  }

  Conversation room() {
    return room(chat);
  }

  /** By the beginning of its id, or by its title. */
  Conversation room(String given) {
    return Ids.one(
        me().conversations().list(),
        c -> c.id().value(),
        Conversation::title,
        given,
        "conversations");
  }
}

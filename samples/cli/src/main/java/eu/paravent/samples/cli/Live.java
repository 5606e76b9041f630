package eu.paravent.samples.cli;

import eu.paravent.client.Conversation;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.assist.AwayNotice;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.EventCursor;
import eu.paravent.client.event.EventLog;
import eu.paravent.client.message.MessageContent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What happens, and what goes on until it is ended. */
@SuppressWarnings("try") // what is followed is followed until the block ends
@Command(description = "As it happens")
final class Live extends Topic {
  private static final String READER = "terminal";
  private static final int PAGE = 100;

  Live(Cli cli) {
    super(cli);
  }

  @Command(description = "Shows what happened since it was asked last, everywhere.")
  void news() {
    EventLog log = me().events();
    List<ChatEvent> page = log.after(log.acknowledged(READER), PAGE);
    while (!page.isEmpty()) {
      page.forEach(this::told);
      EventCursor last = page.get(page.size() - 1).cursor();
      log.acknowledge(READER, last);
      page = log.after(last, PAGE);
    }
  }

  /** One's own that arrived is no news. */
  private void told(ChatEvent event) {
    if (event instanceof ChatEvent.MessageReceived received) {
      say(Shown.line(received.message()));
    } else if (event instanceof ChatEvent.MessageChanged changed) {
      say(changed.change() + "  " + Shown.line(changed.message()));
    } else if (!(event instanceof ChatEvent.MessageAccepted)) {
      say(event.toString().replaceFirst("cursor=EventCursor\\[position=\\d+](, )?", ""));
    }
  }

  @Command(
      description =
          "Talks in a conversation: shows what comes and who is writing, sends each line that is"
              + " typed, until they end (Ctrl-D). A line that ends in \\ goes on in the next, and"
              + " the others see that somebody writes.")
  void talk() throws IOException {
    Conversation room = room();
    EventCursor now = me().events().head();
    Set<MessageId> unread = showUnread(room);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(cli.typed(), StandardCharsets.UTF_8));
    try (EventLog.Subscription events =
            me().events().follow(now, event -> heard(room, event, unread));
        EventLog.Subscription writers =
            me().followTyping(
                    (where, who) -> {
                      if (where.equals(room.id())) {
                        say(who.stream().map(new Shown(room)::name).toList() + " writing");
                      }
                    })) {
      StringBuilder begun = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.endsWith("\\")) {
          begun.append(line, 0, line.length() - 1).append('\n');
          room.showTyping();
        } else if (!line.isBlank() || begun.length() > 0) {
          sent(room.send(MessageContent.text(begun + line)));
          begun.setLength(0);
        }
      }
    }
  }

  private Set<MessageId> showUnread(Conversation room) {
    List<Message> unread = new ArrayList<>(room.messages(Math.max(1, room.unread())));
    Collections.reverse(unread);
    for (Message message : unread) {
      say(Shown.line(message));
      room.read(message.id());
    }
    return unread.stream().map(Message::id).collect(Collectors.toSet());
  }

  private void heard(Conversation room, ChatEvent event, Set<MessageId> shown) {
    if (event instanceof ChatEvent.MessageReceived received
        && received.message().conversation().equals(room.id())
        && !shown.contains(received.message().id())) {
      told(event);
      room.read(received.message().id());
    } else if (event instanceof ChatEvent.MessageChanged changed
        && changed.message().conversation().equals(room.id())) {
      told(event);
    }
  }

  @Command(description = "Answers who writes, once a day, that this person is away.")
  void away(
      @Parameters(paramLabel = "TEXT") String text,
      @Option(names = "--for", paramLabel = "TIME", required = true, description = "8h, 7d")
          Duration time)
      throws InterruptedException {
    Instant now = Instant.now();
    AwayNotice notice =
        AwayNotice.of(
            me(), text, now, now.plus(time), ZoneId.systemDefault(), InstantSource.system());
    try (EventLog.Subscription answering = me().events().follow(me().events().head(), notice)) {
      say("away until " + now.plus(time) + ", or Ctrl-C");
      new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Command(description = "What the others are told beside messages; nothing: nothing.")
  void tell(@Parameters(arity = "0..*", paramLabel = "WHAT") @Nullable List<Telling> what) {
    me().disclose(Telling.of(all(what)));
    say(me().disclosed());
  }
}

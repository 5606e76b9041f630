package eu.paravent.server.nodes;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.OutgoingMessage;
import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.EventCursor;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.internal.delivery.JdkTransport;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import eu.paravent.testkit.fault.FaultyTransport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** Somebody with a client, in one conversation. */
final class Person {
  private final String name;
  private final FaultyTransport connection;
  private final ChatClient client;
  private final Queue<Said> underWay = new ArrayDeque<>();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private EventCursor read = EventCursor.start();

  private record Said(String text, OutgoingMessage message) {}

  Person(String name, OrganisationAuthority organisation, URI server) {
    this.name = name;
    connection = FaultyTransport.around(new JdkTransport(server));
    client =
        ChatClient.builder()
            .server(server)
            .store(EncryptedStore.inMemory(StoreKey.copyOf(new byte[StoreKey.LENGTH])))
            .identity(organisation.enroller(name))
            .displayName(name)
            .transport(connection)
            .open();
  }

  String name() {
    return name;
  }

  ChatClient client() {
    return client;
  }

  FaultyTransport connection() {
    return connection;
  }

  boolean arrived() {
    return !client.conversations().list().isEmpty();
  }

  private Conversation conversation() {
    return client.conversations().list().get(0);
  }

  void talk(BooleanSupplier goOn) {
    for (int i = 0; goOn.getAsBoolean(); i++) {
      say("message " + i);
      awaitTold();
      breathe();
    }
  }

  /** Nodes that boot meanwhile need the machine more. */
  private static void breathe() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  synchronized void say(String words) {
    String text = name + ": " + words;
    underWay.add(new Said(text, conversation().send(MessageContent.text(text))));
  }

  /** Returns once the server has said of everything that it took it. */
  synchronized void awaitTold() {
    for (Said next = underWay.peek(); next != null; next = underWay.peek()) {
      next.message.awaitAccepted(Crowd.PATIENCE);
      told.add(next.text);
      underWay.remove();
    }
  }

  void invite(String label) {
    try {
      conversation().inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(1)).label(label));
    } catch (ServerUnavailableException e) {
      // it may have come to pass or not; what counts is that everybody agrees
    }
  }

  /** Of its own, in order, as far as the server said that it took them. */
  List<String> told() {
    return told;
  }

  /** Of the others, so far, in the order in which they came. */
  synchronized List<String> read() {
    List<ChatEvent> events = client.events().after(read, 500);
    while (!events.isEmpty()) {
      events.forEach(this::note);
      events = client.events().after(read, 500);
    }
    return List.copyOf(heard);
  }

  /** Alarms, and whatever else must not happen here. */
  List<String> wrong() {
    read();
    return wrong;
  }

  private void note(ChatEvent event) {
    read = event.cursor();
    if (event instanceof ChatEvent.MessageReceived received
        && received.message().content() instanceof MessageContent.Text text) {
      heard.add(text.text());
    } else if (event instanceof ChatEvent.SecurityAlert
        || event instanceof ChatEvent.MessageFailed
        || event instanceof ChatEvent.MessageUnreadable
        || event instanceof ChatEvent.MessagesMissed
        || event instanceof ChatEvent.ConversationEnded) {
      wrong.add(event.toString());
    }
  }
}

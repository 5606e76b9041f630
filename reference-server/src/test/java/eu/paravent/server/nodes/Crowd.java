package eu.paravent.server.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.UserUnknownException;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.EventCursor;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Alice and Bob talk without a pause, Carol listens. In the end what the server told Alice and Bob
 * that it took is compared with what everybody read.
 */
final class Crowd implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final OrganisationAuthority organisation = OrganisationAuthority.create(random());
  private final Map<String, Person> people = new LinkedHashMap<>();
  private final List<CompletableFuture<Void>> talks = new ArrayList<>();
  private volatile boolean talking = true;

  /** They come together; nobody talks yet. */
  Crowd(URI server) throws Exception {
    Registration.register(server, organisation, TwoNodes.TOKEN);
    for (String name : List.of("alice", "bob", "carol")) {
      people.put(name, new Person(name, server));
    }
    Conversation conversation = conversation();
    for (Person person : people.values()) {
      until(
          "the conversation reaches " + person.name,
          () -> person.client.conversations().find(conversation.id()).isPresent());
      person.conversation = person.client.conversations().find(conversation.id());
    }
  }

  private static String random() {
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    return "c" + HexFormat.of().formatHex(random) + ".example";
  }

  private Conversation conversation() throws InterruptedException {
    ConversationSpec spec =
        ConversationSpec.titled("Crowd")
            .participants(organisation.user("bob"), organisation.user("carol"));
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        return person("alice").client.conversations().create(spec);
      } catch (UserUnknownException e) {
        // their keys are published in the background
        if (Instant.now().isAfter(end)) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }

  private Person person(String name) {
    Person person = people.get(name);
    if (person == null) {
      throw new IllegalArgumentException("Nobody is called " + name);
    }
    return person;
  }

  Crowd talk() {
    for (Person speaker : List.of(person("alice"), person("bob"))) {
      talks.add(CompletableFuture.runAsync(() -> speaker.talk(), task -> new Thread(task).start()));
    }
    return this;
  }

  /**
   * Returns once the server has told both speakers that it took this many more of their messages.
   */
  void awaitTold(int more) throws InterruptedException {
    for (String name : List.of("alice", "bob")) {
      Person speaker = person(name);
      int enough = speaker.told.size() + more;
      until(
          name + " is told of " + enough + " messages",
          () ->
              speaker.told.size() >= enough || talks.stream().anyMatch(CompletableFuture::isDone));
    }
  }

  /** They stop, everybody reads to the end, and nothing is lost, doubled or out of turn. */
  void check() throws Exception {
    talking = false;
    for (CompletableFuture<Void> talk : talks) {
      talk.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    // comes last in the order of the log: whatever is doubled has come before it
    Person carol = person("carol");
    carol.say("the end");
    for (String name : List.of("alice", "bob")) {
      Person person = person(name);
      until(name + " reads to the end", () -> person.read().heard.contains("carol: the end"));
      assertThat(person.heard).as("the last %s reads", name).endsWith("carol: the end");
    }
    int told = person("alice").told.size() + person("bob").told.size();
    until("carol reads all", () -> carol.read().heard.size() >= told);

    for (String name : List.of("alice", "bob")) {
      assertThat(of(name, carol.heard))
          .as("what carol read of %s", name)
          .isEqualTo(person(name).told);
      assertThat(withoutOf("carol", withoutOf(name, person(name).heard)))
          .as("what %s read, in the order in which carol did", name)
          .isEqualTo(withoutOf(name, carol.heard));
    }
    for (Person person : people.values()) {
      assertThat(person.read().wrong).as("alarms and failed messages of %s", person.name).isEmpty();
    }
  }

  private static List<String> of(String name, List<String> texts) {
    return texts.stream().filter(text -> text.startsWith(name)).collect(Collectors.toList());
  }

  private static List<String> withoutOf(String name, List<String> texts) {
    return texts.stream().filter(text -> !text.startsWith(name)).collect(Collectors.toList());
  }

  private static void until(String what, Condition condition) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.holds()) {
      assertThat(Instant.now()).as(what).isBefore(end);
      Thread.sleep(50);
    }
  }

  @FunctionalInterface
  private interface Condition {
    boolean holds();
  }

  @Override
  public void close() {
    talking = false;
    people.values().forEach(person -> person.client.close());
    organisation.close();
  }

  private final class Person {
    final String name;
    final ChatClient client;

    /** Of its own, in order, as far as the server said that it took them. */
    final List<String> told = new CopyOnWriteArrayList<>();

    /** Of the others, in the order in which they came. */
    final List<String> heard = new ArrayList<>();

    final List<String> wrong = new ArrayList<>();
    java.util.Optional<Conversation> conversation = java.util.Optional.empty();
    private EventCursor read = EventCursor.start();

    Person(String name, URI server) {
      this.name = name;
      client =
          ChatClient.builder()
              .server(server)
              .store(EncryptedStore.inMemory(StoreKey.copyOf(new byte[StoreKey.LENGTH])))
              .identity(organisation.enroller(name))
              .displayName(name)
              .open();
    }

    void talk() {
      for (int i = 0; talking; i++) {
        say("message " + i);
        breathe();
      }
    }

    /** Nodes that boot meanwhile need the machine more. */
    private void breathe() {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    void say(String words) {
      String text = name + ": " + words;
      conversation.orElseThrow().send(MessageContent.text(text)).awaitAccepted(PATIENCE);
      told.add(text);
    }

    synchronized Person read() {
      List<ChatEvent> events = client.events().after(read, 500);
      while (!events.isEmpty()) {
        events.forEach(this::note);
        events = client.events().after(read, 500);
      }
      return this;
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
}

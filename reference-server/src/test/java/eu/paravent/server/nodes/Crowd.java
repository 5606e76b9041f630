package eu.paravent.server.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ConversationSpec;
import eu.paravent.client.UserUnknownException;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.testkit.fault.FaultyTransport;
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
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Alice, Bob and Carol talk, Dave listens. In the end what they were told that the server took is
 * compared with what everybody read.
 */
final class Crowd implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String LISTENER = "dave", END = "the end";
  private static final List<String> WRITERS = List.of("alice", "bob", "carol");

  private final OrganisationAuthority organisation = OrganisationAuthority.create(random());
  private final Map<String, Person> people = new LinkedHashMap<>();
  private final List<CompletableFuture<Void>> talks = new ArrayList<>();
  private volatile boolean talking = true;

  /** They come together; nobody talks yet. */
  Crowd(URI server) throws Exception {
    Registration.register(server, organisation, TwoNodes.TOKEN);
    for (String name : WRITERS) {
      people.put(name, new Person(name, organisation, server));
    }
    people.put(LISTENER, new Person(LISTENER, organisation, server));
    ConversationSpec spec =
        ConversationSpec.titled("Crowd")
            .participants(
                organisation.user("bob"), organisation.user("carol"), organisation.user(LISTENER));
    until("the conversation begins", () -> begin(spec));
    for (Person person : people.values()) {
      until("the conversation reaches " + person.name(), person::arrived);
    }
  }

  private static String random() {
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    return "c" + HexFormat.of().formatHex(random) + ".example";
  }

  private boolean begin(ConversationSpec spec) {
    try {
      person("alice").client().conversations().create(spec);
      return true;
    } catch (UserUnknownException e) {
      // their keys are published in the background
      return false;
    }
  }

  private Person person(String name) {
    Person person = people.get(name);
    if (person == null) {
      throw new IllegalArgumentException("Nobody is called " + name);
    }
    return person;
  }

  /** Alice and Bob say one thing after the other from now on. */
  Crowd talk() {
    for (Person speaker : List.of(person("alice"), person("bob"))) {
      talks.add(inBackground(() -> speaker.talk(() -> talking)));
    }
    return this;
  }

  /** On its way when this returns. */
  void say(String name, String words) {
    person(name).say(words);
  }

  /** A commit, in the background; it may fail where the server cannot be reached. */
  void invite(String name, String label) {
    talks.add(inBackground(() -> person(name).invite(label)));
  }

  FaultyTransport connection(String name) {
    return person(name).connection();
  }

  private static CompletableFuture<Void> inBackground(Runnable task) {
    return CompletableFuture.runAsync(task, run -> new Thread(run, "crowd").start());
  }

  /** Returns once the server has told both speakers that it took this many more of theirs. */
  void awaitTold(int more) throws InterruptedException {
    for (Person speaker : List.of(person("alice"), person("bob"))) {
      int enough = speaker.told().size() + more;
      until(
          speaker.name() + " is told of " + enough + " messages",
          () -> speaker.told().size() >= enough || anyTalkEnded());
    }
  }

  private boolean anyTalkEnded() {
    return talks.stream().anyMatch(CompletableFuture::isDone);
  }

  /** They stop, everybody reads to the end, and nothing is lost, doubled or out of turn. */
  void check() throws Exception {
    talking = false;
    for (CompletableFuture<Void> talk : talks) {
      talk.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    people.values().forEach(Person::awaitTold);
    // comes last in the order of the log: whatever is doubled has come before it
    Person listener = person(LISTENER);
    listener.say(END);
    listener.awaitTold();
    int all = 0;
    for (String name : WRITERS) {
      Person person = person(name);
      String last = LISTENER + ": " + END;
      until(name + " reads to the end", () -> person.read().contains(last));
      assertThat(person.read()).as("the last %s reads", name).endsWith(last);
      all += person.told().size();
    }
    int told = all;
    until("the listener reads all", () -> listener.read().size() >= told);

    for (String name : WRITERS) {
      Person person = person(name);
      assertThat(of(name, listener.read())).as("messages of %s", name).isEqualTo(person.told());
      assertThat(withoutOf(LISTENER, person.read()))
          .as("what %s read, in the order in which the listener did", name)
          .isEqualTo(withoutOf(name, listener.read()));
    }
    for (Person person : people.values()) {
      assertThat(person.wrong()).as("alarms and failures of %s", person.name()).isEmpty();
    }
  }

  private static List<String> of(String name, List<String> texts) {
    return texts.stream().filter(text -> text.startsWith(name)).toList();
  }

  private static List<String> withoutOf(String name, List<String> texts) {
    return texts.stream().filter(text -> !text.startsWith(name)).toList();
  }

  private static void until(String what, BooleanSupplier holds) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!holds.getAsBoolean()) {
      assertThat(Instant.now()).as(what).isBefore(end);
      Thread.sleep(50);
    }
  }

  @Override
  public void close() {
    talking = false;
    people.values().forEach(person -> person.client().close());
    organisation.close();
  }
}

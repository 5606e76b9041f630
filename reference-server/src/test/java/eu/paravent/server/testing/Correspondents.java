package eu.paravent.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.OutgoingMessage;
import eu.paravent.client.UserId;
import eu.paravent.client.UserUnknownException;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.EventCursor;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import eu.paravent.testkit.contract.ServerUnderTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Alice sends Bob files, and they talk in another conversation beside it. */
public final class Correspondents implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final OrganisationAuthority authority;
  private final URI server;
  private final ChatClient alice;
  private final ChatClient bob;
  private final Conversation files;
  private final Conversation elsewhere;
  private final List<String> written = new ArrayList<>();

  public Correspondents(ServerUnderTest tested) throws Exception {
    server = URI.create(tested.baseUrl());
    authority =
        OrganisationAuthority.create("d" + Long.toHexString(System.nanoTime()) + ".example");
    Registration.register(server, authority, tested.registrationToken());
    alice = client("alice");
    bob = client("bob");
    files = begin("files");
    elsewhere = begin("elsewhere");
  }

  private ChatClient client(String name) {
    return ChatClient.builder()
        .server(server)
        .store(EncryptedStore.inMemory(StoreKey.copyOf(new byte[StoreKey.LENGTH])))
        .identity(authority.enroller(name))
        .displayName(name)
        .open();
  }

  private Conversation begin(String title) throws Exception {
    UserId other = authority.user("bob");
    List<Conversation> begun = new ArrayList<>();
    until(
        "Bob can be added",
        () -> {
          try {
            begun.add(
                alice.conversations().create(ConversationSpec.titled(title).participants(other)));
            return true;
          } catch (UserUnknownException e) {
            // his keys are published in the background
            return false;
          }
        });
    Conversation conversation = begun.get(0);
    until(title + " reaches Bob", () -> bob.conversations().find(conversation.id()).isPresent());
    return conversation;
  }

  public byte[] send(String name, int size) {
    byte[] octets = new byte[size];
    new Random(size).nextBytes(octets);
    files.send(MessageContent.file(name, "application/octet-stream", octets));
    return octets;
  }

  public void awaitProblem(String words) throws Exception {
    until(
        "Alice is told: " + words,
        () ->
            alice
                .connection()
                .problem()
                .filter(problem -> String.valueOf(problem.getMessage()).contains(words))
                .isPresent());
  }

  public void sayElsewhere(String text) throws Exception {
    write(text).awaitAccepted(PATIENCE);
    until("Bob reads: " + text, () -> read().contains(text));
  }

  /** In the other conversation; on its way when this returns. */
  public OutgoingMessage write(String text) {
    written.add(text);
    return elsewhere.send(MessageContent.text(text));
  }

  /** What Bob has of the other conversation, oldest first. */
  public List<String> read() {
    List<String> texts = new ArrayList<>();
    for (Message message : bob.conversations().find(elsewhere.id()).orElseThrow().messages(1000)) {
      if (message.content() instanceof MessageContent.Text said) {
        texts.add(0, said.text());
      }
    }
    return texts;
  }

  /** Bob has what Alice wrote, all of it once and in order, and nobody raised an alarm. */
  public void check() throws Exception {
    until("Bob has it all", () -> read().size() >= written.size());
    assertThat(read()).isEqualTo(written);
    for (ChatClient client : List.of(alice, bob)) {
      assertThat(client.events().after(EventCursor.start(), 10_000))
          .noneMatch(
              event ->
                  event instanceof ChatEvent.SecurityAlert
                      || event instanceof ChatEvent.MessageFailed
                      || event instanceof ChatEvent.MessageUnreadable
                      || event instanceof ChatEvent.MessagesMissed);
    }
  }

  /** They try at once and not when their pause is over. */
  public void retryNow() {
    alice.retryNow();
    bob.retryNow();
  }

  public void awaitFile(String name, byte[] octets) throws Exception {
    until(name + " arrives", () -> !received(name).isEmpty());
    Conversation his = bob.conversations().find(files.id()).orElseThrow();
    MessageContent.File file = (MessageContent.File) received(name).get(0).content();
    assertThat(his.download(file.attachment())).isEqualTo(octets);
  }

  /** Each once, in this order. */
  public void assertFiles(String... names) {
    List<String> found = new ArrayList<>();
    for (Message message : bob.conversations().find(files.id()).orElseThrow().messages(100)) {
      if (message.content() instanceof MessageContent.File file) {
        found.add(0, file.attachment().name());
      }
    }
    assertThat(found).containsExactly(names);
  }

  private List<Message> received(String name) {
    return bob.conversations().find(files.id()).orElseThrow().messages(100).stream()
        .filter(
            message ->
                message.content() instanceof MessageContent.File file
                    && file.attachment().name().equals(name))
        .toList();
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
    alice.close();
    bob.close();
    authority.close();
  }
}

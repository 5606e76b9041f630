package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.message.MessageContent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Few speak, many are in it: begun, spoken in, people added and removed, a client restarted. In the
 * build with a dozen people; {@code -Dparavent.members=2000} has as many as a conversation may
 * have, and says what each step took.
 */
@Timeout(1800)
class LargeConversationTest {
  private static final int MEMBERS = Integer.getInteger("paravent.members", 12);
  private static final Duration SOON = Duration.ofSeconds(120);
  private final Acme acme = new Acme();
  @TempDir Path folder;
  private long last = System.nanoTime();

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void goesOnWhateverHappens() {
    ChatClient alice = acme.online("Alice");
    ChatClient bob = acme.online("Bob", Acme.at(folder), acme.server.transport());
    ChatClient carol = acme.online("Carol");
    List<UserId> people = new ArrayList<>(List.of(bob.self()));
    // they have been here once, and left key packages
    IntStream.range(0, MEMBERS - 3)
        .parallel()
        .mapToObj(i -> "person-" + i)
        .map(name -> acme.away(name))
        .forEachOrdered(people::add);
    took("people to be known");

    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("All hands").participants(people));
    took("to begin it");
    Conversation his = Acme.joined(bob, hers.id());
    took("to come into it");
    hers.send(MessageContent.text("Welcome")).awaitAccepted(SOON);
    Acme.awaitText(his, "Welcome");
    his.send(MessageContent.text("Thank you")).awaitAccepted(SOON);
    Acme.awaitText(hers, "Thank you");
    took("a message each way");
    hers.add(carol.self());
    Conversation carols = Acme.joined(carol, hers.id());
    Acme.await("Bob to see Carol", () -> his.participants().size() == MEMBERS);
    took("to add one");
    UserId gone = people.get(people.size() - 1);
    carols.remove(gone);
    Acme.await("Alice to see it", () -> hers.participants().size() == MEMBERS - 1);
    took("to remove one");
    carols.send(MessageContent.text("without you")).awaitAccepted(SOON);
    Acme.awaitText(his, "without you");
    took("a message after a change");
    bob.close();
    hers.send(MessageContent.text("while Bob is away")).awaitAccepted(SOON);
    took("another");
    ChatClient back = acme.online("Bob", Acme.at(folder), acme.server.transport());
    Conversation again = back.conversations().find(hers.id()).orElseThrow();
    Acme.awaitText(again, "while Bob is away");
    took("a restart");
    again.send(MessageContent.text("I am back")).awaitAccepted(SOON);
    Acme.awaitText(carols, "I am back");

    assertThat(again.participants()).hasSize(MEMBERS - 1).noneMatch(one -> one.id().equals(gone));
    for (ChatClient each : List.of(alice, back, carol)) {
      assertThat(Acme.events(each, SecurityAlert.class)).isEmpty();
    }
  }

  private void took(String what) {
    if (Integer.getInteger("paravent.members") != null) {
      System.out.printf("%s: %.2f s%n", what, (System.nanoTime() - last) / 1e9);
    }
    last = System.nanoTime();
  }
}

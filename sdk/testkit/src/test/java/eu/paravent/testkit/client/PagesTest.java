package eu.paravent.testkit.client;

import static eu.paravent.testkit.client.Acme.await;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationId;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.UserId;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.delivery.GroupList;
import eu.paravent.testkit.fault.FaultyTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client whose lists are longer than a page reads all of them. */
class PagesTest {
  private static final List<String> LISTS = List.of(Paths.GROUPS, Paths.WELCOMES);

  private static final Duration SOON = Duration.ofSeconds(30);

  private final Acme acme = new Acme();
  @TempDir Path folder;

  @AfterEach
  void stop() {
    acme.close();
  }

  @Test
  void aClientThatWasAwayReadsEveryPageOfWelcomesAndGroups() {
    ChatClient alice = acme.online("Alice");
    ChatClient early = acme.online("Bob", Acme.at(folder), acme.server.transport());
    UserId bobs = early.self();
    early.close();
    for (int i = 0; i < 4; i++) {
      alice
          .conversations()
          .create(ConversationSpec.titled("No. " + i).participants(bobs))
          .send(MessageContent.text("to be read in No. " + i))
          .awaitAccepted(SOON);
    }

    FaultyTransport onePerPage = onePerPage();
    ChatClient bob = acme.online("Bob", Acme.at(folder), onePerPage);

    // who joins reads what follows: the welcomes are all he sees of the conversations so far
    await("four conversations", () -> ids(bob).size() == 4);
    assertThat(ids(bob)).isEqualTo(ids(alice));
    // and the heads of all groups, with nothing pushed
    onePerPage.rewritePush(frame -> frame.contains("\"ready\"") ? List.of(frame) : List.of());
    alice
        .conversations()
        .list()
        .forEach(c -> c.send(MessageContent.text("more")).awaitAccepted(SOON));
    onePerPage.cutPush();
    await("the rest", () -> bob.conversations().list().stream().allMatch(PagesTest::hasMore));
  }

  /** A server that never comes to an end is a fault like any other: tried again, later. */
  @Test
  void aListWithoutEndDoesNotKeepTheClient() {
    FaultyTransport endless = FaultyTransport.around(acme.server.transport());
    GroupList page = new GroupList(List.of(), Optional.empty(), Optional.of("more"));
    endless.always(
        request -> request.target().startsWith(Paths.GROUPS) && request.method().equals("GET"),
        (request, onwards) -> new Transport.Response(200, Map.of(), Json.write(page)));

    ChatClient bob = acme.open("Bob", Acme.at(folder), endless);

    await(
        "said",
        () ->
            bob.connection()
                .problem()
                .filter(problem -> String.valueOf(problem.getMessage()).contains("no end"))
                .isPresent());
    endless.heal();
    bob.retryNow();
    await("online", () -> bob.connection().online());
  }

  private FaultyTransport onePerPage() {
    FaultyTransport transport = FaultyTransport.around(acme.server.transport());
    transport.always(
        request ->
            request.method().equals("GET")
                && LISTS.stream().anyMatch(list -> request.target().split("\\?")[0].equals(list)),
        (request, onwards) ->
            onwards.exchange(
                new Transport.Request(
                    request.method(),
                    request.target()
                        + (request.target().contains("?") ? "&" : "?")
                        + Paths.LIMIT
                        + "=1",
                    request.headers(),
                    request.body())));
    return transport;
  }

  private static Set<ConversationId> ids(ChatClient client) {
    return client.conversations().list().stream().map(Conversation::id).collect(Collectors.toSet());
  }

  private static boolean hasMore(Conversation conversation) {
    return Acme.texts(conversation).contains("more");
  }
}

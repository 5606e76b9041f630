package eu.paravent.samples.handwerk;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import eu.paravent.server.testing.Chromium;
import eu.paravent.server.testing.WildFlyProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * What the story needs: a chat server, an application server with the office on a PostgreSQL of its
 * own, a browser, and an architect who has an organisation and a client of her own.
 */
final class Workshop implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final String TOKEN = "operators-token";

  final Chromium chromium = Chromium.start();
  final EmbeddedPostgres database;
  final WildFlyProcess chat;
  final WildFlyProcess office;
  ChatClient architect;
  private final OrganisationAuthority lang =
      OrganisationAuthority.create("architektur-lang.example");

  Workshop(Path folder) throws IOException {
    database = EmbeddedPostgres.start();
    // each has to know the other's address before it starts
    Path war = Path.of(System.getProperty("paravent.handwerk.war"));
    office = WildFlyProcess.hosting(war, folder.resolve("office")).withHeap(320).shortLived();
    Map<String, String> told =
        Map.of(
            "PARAVENT_REGISTRATION_TOKEN", TOKEN, "PARAVENT_WEB_ORIGINS", office.uri().toString());
    chat = WildFlyProcess.at(folder.resolve("chat"), told).shortLived();
    office.told(
        Map.of(
            "PARAVENT_DB_URL",
            database.getJdbcUrl("postgres", "postgres"),
            "CHAT_SERVER",
            chat.uri().toString(),
            "CHAT_PASSWORD",
            "of the safe in the office",
            "CHAT_REGISTRATION_TOKEN",
            TOKEN));
  }

  void open() {
    chat.start();
    office.start();
    Registration.register(chat.uri(), lang, TOKEN);
    architect =
        ChatClient.builder()
            .server(chat.uri())
            .store(EncryptedStore.inMemory(StoreKey.copyOf(new byte[StoreKey.LENGTH])))
            .identity(lang.enroller("lena"))
            .displayName("Lena Lang")
            .open();
    await(() -> Optional.of(architect).filter(lena -> lena.connection().online()));
  }

  /** An order's conversation, as the architect sees it. */
  Conversation architects(int order) {
    BusinessReference reference = BusinessReference.of(OrderChat.REFERENCE, String.valueOf(order));
    return await(() -> architect.conversations().about(reference).stream().findFirst());
  }

  static List<String> texts(Conversation conversation) {
    return conversation.messages(100).stream()
        .filter(message -> message.content() instanceof MessageContent.Text)
        .map(message -> ((MessageContent.Text) message.content()).text())
        .toList();
  }

  static void hears(Conversation conversation, String text) {
    await(() -> texts(conversation).stream().filter(text::equals).findFirst());
  }

  /** The only number that the query answers. */
  long number(String query) throws SQLException {
    try (var connection = database.getPostgresDatabase().getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  static <T> T await(Callable<Optional<T>> what) {
    Instant until = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        Optional<T> found = what.call();
        if (found.isPresent()) {
          return found.get();
        }
        if (Instant.now().isAfter(until)) {
          throw new AssertionError("Did not happen within " + PATIENCE);
        }
        Thread.sleep(50);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (architect != null) {
      architect.close();
    }
    lang.close();
    office.close();
    chat.close();
    database.close();
    chromium.close();
  }
}

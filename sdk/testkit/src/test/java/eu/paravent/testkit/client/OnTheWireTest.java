package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Poll;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients tell the server and hear from it, listened to in full. */
@Timeout(120)
class OnTheWireTest {
  private static final List<String> SECRETS =
      List.of(
          "Fensterfront-Bahnhofstrasse",
          "SO-4711-Geheim",
          "Alice-Beispiel-Name",
          "Gerda-Beispiel-Name",
          "Der Preis ist 12480 Euro",
          "Angebot-Vertraulich.pdf",
          "Inhalt-der-angehaengten-Datei",
          "Welche-Farbe-nehmen-wir",
          "Streng-Vertraulich-Stufe");

  private final Acme acme = new Acme();
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void nothingThatIsSaidOrNamedIsReadableThere() {
    ChatClient bob = acme.online("bob", EncryptedStore.inMemory(Acme.key()), listenedTo());
    ChatClient alice =
        Acme.online(
            SECRETS.get(2),
            acme.add(
                ChatClient.builder()
                    .server(acme.server.baseUrl())
                    .store(EncryptedStore.inMemory(Acme.key()))
                    .identity(acme.authority.enroller("alice"))
                    .displayName(SECRETS.get(2))
                    .transport(listenedTo())
                    .open()));
    Conversation hers =
        alice
            .conversations()
            .create(
                ConversationSpec.about(BusinessReference.of("order", SECRETS.get(1)))
                    .title(SECRETS.get(0))
                    .label(SECRETS.get(8))
                    .participants(bob.self()));
    GuestLobby lobby =
        GuestLobby.open(
            hers.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(1))).link().orElseThrow(),
            listenedTo());
    ChatClient gerda = acme.add(lobby.join(SECRETS.get(3), EncryptedStore.inMemory(Acme.key())));
    Conversation gerdas = Acme.joined(gerda, hers.id());
    Conversation bobs = Acme.joined(bob, hers.id());
    hers.send(MessageContent.text(SECRETS.get(4)));
    hers.send(
        MessageContent.file(
            SECRETS.get(5),
            "application/pdf",
            SECRETS.get(6).repeat(40).getBytes(StandardCharsets.UTF_8)));
    hers.send(Poll.single(SECRETS.get(7), "A", "B"));
    gerdas.send(MessageContent.text("all is said"));
    for (Conversation each : List.of(hers, bobs, gerdas)) {
      Acme.await(
          "everything",
          () ->
              each.messages(10).size() == 4
                  && each.title().equals(SECRETS.get(0))
                  && each.label().equals(SECRETS.get(8))
                  && each.participants().stream()
                      .anyMatch(person -> person.displayName().equals(SECRETS.get(3))));
    }

    // it was listened to: what the server is meant to know is there
    assertThat(heard).anyMatch(words -> words.contains(bob.self().uri()));
    for (String secret : SECRETS) {
      for (String form : forms(secret)) {
        assertThat(heard).as(secret).noneMatch(words -> words.contains(form));
      }
    }
  }

  /** As it is, and in base64 wherever it begins. */
  private static List<String> forms(String secret) {
    List<String> forms = new ArrayList<>(List.of(secret));
    for (int shift = 0; shift < 3; shift++) {
      byte[] bytes = (" ".repeat(shift) + secret).getBytes(StandardCharsets.UTF_8);
      String encoded = Base64.getEncoder().withoutPadding().encodeToString(bytes);
      // what neighbours have a part in is left out
      String own = encoded.substring(shift == 0 ? 0 : 4, encoded.length() - 4);
      forms.add(own);
      forms.add(own.replace('+', '-').replace('/', '_'));
    }
    return forms;
  }

  private Transport listenedTo() {
    Transport way = acme.server.transport();
    return new Transport() {
      @Override
      public Response exchange(Request request) throws IOException, InterruptedException {
        heard.add(request.target());
        heard.add(request.headers().toString());
        request.body().ifPresent(OnTheWireTest.this::hear);
        Response response = way.exchange(request);
        heard.add(response.headers().toString());
        hear(response.body());
        return response;
      }

      @Override
      public PushChannel push(String path, PushListener listener)
          throws IOException, InterruptedException {
        heard.add(path);
        return way.push(
            path,
            new PushListener() {
              @Override
              public void onText(String text) {
                heard.add(text);
                listener.onText(text);
              }

              @Override
              public void onClosed(int code, String reason) {
                listener.onClosed(code, reason);
              }
            });
      }

      @Override
      public void close() {
        way.close();
      }
    };
  }

  private void hear(byte[] body) {
    heard.add(new String(body, StandardCharsets.ISO_8859_1));
  }
}

package eu.paravent.testkit.client;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.delivery.JdkTransport;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.invite.GuestLink;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A client in a process of its own, made to be killed while it does one thing. */
final class Mortal {
  private static final Duration LONG = Duration.ofSeconds(60);

  private Mortal() {}

  enum Deed {
    CREATE,
    ADD,
    REMOVE,
    SEND,
    SEND_FILE,
    INVITE,
    JOIN,
    RECEIVE,
    /** Numbered messages without end; says the number of each once it is stored. */
    BABBLE
  }

  /**
   * @param said where it writes what it says
   */
  static Process start(
      Deed deed, URI door, URI server, Path store, String subject, ProcessBuilder.Redirect said)
      throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Mortal.class.getName(),
                deed.name(),
                door.toString(),
                server.toString(),
                store.toString(),
                subject))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectOutput(said)
        .start();
  }

  /** Deed, door, server, store, and a user or a link. */
  public static void main(String[] arguments) throws InterruptedException {
    Deed deed = Deed.valueOf(arguments[0]);
    Transport way = new WithoutPush(new JdkTransport(URI.create(arguments[1])));
    EncryptedStore store = Acme.at(Path.of(arguments[3]));
    if (deed == Deed.JOIN) {
      GuestLobby.open(GuestLink.parse(arguments[4]), way).join("Gina", store);
      return;
    }
    ChatClient client =
        ChatClient.builder()
            .server(URI.create(arguments[2]))
            .store(store)
            .transport(way)
            .patience(LONG)
            .open();
    act(client, deed, arguments[4]);
    Thread.sleep(LONG.toMillis());
  }

  private static void act(ChatClient client, Deed deed, String subject) {
    if (deed == Deed.CREATE) {
      client
          .conversations()
          .create(ConversationSpec.titled("New").participants(new UserId(subject)));
      return;
    } else if (deed == Deed.RECEIVE) {
      return;
    }
    Conversation conversation = client.conversations().list().get(0);
    switch (deed) {
      case ADD:
        conversation.add(new UserId(subject));
        break;
      case REMOVE:
        conversation.remove(new UserId(subject));
        break;
      case SEND:
        conversation.send(MessageContent.text("said"));
        break;
      case SEND_FILE:
        conversation.send(MessageContent.file("said.pdf", "application/pdf", new byte[5000]));
        break;
      case INVITE:
        conversation.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(1)));
        break;
      case BABBLE:
        for (int i = Integer.parseInt(subject); true; i++) {
          conversation.send(MessageContent.text("" + i));
          System.out.println(i);
        }
      default:
        throw new IllegalArgumentException(deed.name());
    }
  }

  private record WithoutPush(Transport way) implements Transport {
    @Override
    public Response exchange(Request request) throws IOException, InterruptedException {
      return way.exchange(request);
    }

    @Override
    public PushChannel push(String path, PushListener listener) throws IOException {
      throw new IOException("No push here");
    }

    @Override
    public void close() {
      way.close();
    }
  }
}

package eu.paravent.testkit.client;

import eu.paravent.client.ChatClient;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.UserId;
import eu.paravent.client.identity.DeviceRequest;
import eu.paravent.client.identity.Enroller;
import eu.paravent.client.invite.GuestLink;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A client in a process of its own, which does one thing and then waits to be killed. */
final class Life {
  private static final String GUEST = "guest";

  private Life() {}

  static Process ofStaff(int port, Path store, URI server, UserId user, Deed deed, String argument)
      throws IOException {
    return fork(
        List.of(
            Integer.toString(port),
            store.toString(),
            server.toString(),
            user.uri(),
            deed.name(),
            argument));
  }

  static Process ofGuest(int port, Path store, GuestLink link) throws IOException {
    return fork(List.of(Integer.toString(port), store.toString(), GUEST, link.url()));
  }

  private static Process fork(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            Life.class.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).inheritIO().start();
  }

  public static void main(String[] arguments) throws InterruptedException {
    Transport way = new SocketTransport(Integer.parseInt(arguments[0]));
    EncryptedStore store =
        EncryptedStore.at(Path.of(arguments[1]), StoreKey.copyOf(new byte[StoreKey.LENGTH]));
    if (arguments[2].equals(GUEST)) {
      GuestLobby.open(GuestLink.parse(arguments[3]), way).join("Gina", store);
    } else {
      ChatClient client =
          ChatClient.builder()
              .server(URI.create(arguments[2]))
              .store(store)
              .identity(new Enrolled(new UserId(arguments[3])))
              .transport(way)
              .displayName("Alice")
              .open();
      Deed.valueOf(arguments[4]).run(client, arguments[5]);
    }
    Thread.sleep(Long.MAX_VALUE);
  }

  /** Its certificate is in the store. */
  private record Enrolled(UserId user) implements Enroller {
    @Override
    public List<byte[]> certify(DeviceRequest request) {
      throw new IllegalStateException("The device is enrolled already");
    }
  }
}

package eu.paravent.samples.tryton;

import eu.paravent.client.ChatClient;
import eu.paravent.client.ChatException;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The service beside a Tryton: looks every second what happened to its sales. */
final class TrytonOrders implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(TrytonOrders.class.getName());

  private final OrganisationAuthority authority;
  private final ChatClient chat;
  private final SaleChats chats;
  private final StaffDoor door;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  /**
   * Starts at once.
   *
   * @param folder keeps authority, key and store; made on the first start
   * @param door the port that the chat page asks at
   */
  TrytonOrders(
      Path folder, URI chatServer, String registrationToken, Tryton tryton, URI web, int door)
      throws IOException {
    char[] password = "changeit".toCharArray();
    Path file = folder.resolve("authority.p12"), key = folder.resolve("store.key");
    if (!Files.exists(file)) {
      Files.createDirectories(folder);
      OrganisationAuthority.create("acme.example").save(file, password);
    }
    if (!Files.exists(key)) {
      byte[] random = new byte[StoreKey.LENGTH];
      new SecureRandom().nextBytes(random);
      Files.write(key, random);
    }
    authority = OrganisationAuthority.load(file, password);
    Registration.register(chatServer, authority, registrationToken);
    chat =
        ChatClient.builder()
            .server(chatServer)
            .store(
                EncryptedStore.at(
                    folder.resolve("store"), StoreKey.copyOf(Files.readAllBytes(key))))
            .identity(authority.enroller("tryton"))
            .displayName("Acme Fensterbau")
            .open();
    chats = new SaleChats(chat, web.resolve("/chat.html"));
    this.door = new StaffDoor(door, tryton, web, chatServer, authority, chats);
    var unused = timer.scheduleWithFixedDelay(() -> pass(tryton), 0, 1, TimeUnit.SECONDS);
  }

  ChatClient chat() {
    return chat;
  }

  private void pass(Tryton tryton) {
    try {
      chats.pass(tryton);
    } catch (IOException | ChatException e) {
      // Tryton or the chat server is away: what is missing now is done by a later pass
      LOG.log(System.Logger.Level.WARNING, "Later: " + e.getMessage());
    } catch (RuntimeException e) {
      // a timer forgets a task that throws
      LOG.log(System.Logger.Level.ERROR, "A defect; tried again", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    door.close();
    chat.close();
    authority.close();
  }

  /**
   * Runs until it is ended.
   *
   * @param arguments folder, chat server, its registration token, Tryton's address, port of the
   *     door
   */
  public static void main(String[] arguments) throws Exception {
    URI web = URI.create(arguments[3]);
    Tryton tryton = Tryton.signIn(web.resolve("/tryton/"), "admin", "admin");
    TrytonOrders service =
        new TrytonOrders(
            Path.of(arguments[0]),
            URI.create(arguments[1]),
            arguments[2],
            tryton,
            web,
            Integer.parseInt(arguments[4]));
    Runtime.getRuntime().addShutdownHook(new Thread(service::close));
    System.out.println("Sales of " + web + " are talked about; Ctrl-C ends this");
    Thread.currentThread().join();
  }
}

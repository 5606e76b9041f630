package eu.paravent.samples.beside;

import eu.paravent.client.ChatClient;
import eu.paravent.client.ChatException;
import eu.paravent.client.identity.Enroller;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.notice.CompanyProfile;
import eu.paravent.client.notice.PrivacyNotice;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A service's own seat in the chat, from a folder that keeps the company's authority, the keys of
 * the stores and the stores, and a look at the other system every second. Passwords stand in the
 * code and keys beside what they open: a sample.
 */
public final class OwnChat implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(OwnChat.class.getName());
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path folder;
  private final URI server;
  private final OrganisationAuthority authority;
  private final ChatClient client;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  /** What is done each second; whatever it throws, it is done again. */
  @FunctionalInterface
  public interface Pass {
    void run() throws IOException;
  }

  /**
   * Signs in, and registers the company where it is not known yet.
   *
   * @param folder made on the first start
   * @param user the service's name among the company's users
   */
  public OwnChat(
      Path folder, URI server, String registrationToken, String user, String displayName) {
    this.folder = folder;
    this.server = server;
    authority =
        OrganisationAuthority.loadOrCreate(
            folder.resolve("authority.p12"), PASSWORD, "acme.example");
    Registration.register(server, authority, registrationToken);
    Registration.publish(server, authority, 1, profile());
    client = seat("store", authority.enroller(user), displayName);
  }

  /** What a guest is shown before joining. */
  private static CompanyProfile profile() {
    return new CompanyProfile(
        "Acme Fensterbau GmbH",
        "Hauptstraße 1, 12345 Musterstadt",
        "chat@acme.example",
        "datenschutz@acme.example",
        "Deutschland",
        new PrivacyNotice(
            1,
            "https://acme.example/datenschutz",
            "Das Gespräch bewahren wir auf, solange das Handelsrecht es verlangt.",
            "We keep the conversation for as long as commercial law demands.",
            List.of(
                new PrivacyNotice.Purpose(
                    "Ihr Anliegen bei uns",
                    "Your matter with us",
                    PrivacyNotice.LegalBasis.CONTRACT))));
  }

  /** One more client of the company, with a store of its own; to be closed by who asks for it. */
  public ChatClient seat(String store, Enroller who, String displayName) {
    StoreKey key = StoreKey.inFile(folder.resolve(store + ".key"));
    return ChatClient.builder()
        .server(server)
        .store(EncryptedStore.at(folder.resolve(store), key))
        .identity(who)
        .displayName(displayName)
        .open();
  }

  public ChatClient client() {
    return client;
  }

  public OrganisationAuthority authority() {
    return authority;
  }

  public URI server() {
    return server;
  }

  /** From now on, one at a time. */
  public void everySecond(Pass pass) {
    var unused = timer.scheduleWithFixedDelay(() -> attempt(pass), 0, 1, TimeUnit.SECONDS);
  }

  private static void attempt(Pass pass) {
    try {
      pass.run();
    } catch (IOException | ChatException e) {
      // a side is away: what is missing now is done by a later pass
      LOG.log(System.Logger.Level.WARNING, "Later: " + e);
    } catch (RuntimeException e) {
      // a timer forgets a task that throws
      LOG.log(System.Logger.Level.ERROR, "A defect; tried again", e);
    }
  }

  /** Lets a pass that is under way end first. */
  @Override
  public void close() {
    timer.shutdown();
    try {
      var unused = timer.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    timer.shutdownNow();
    client.close();
    authority.close();
  }

  /** What the main method of a service does with it until Ctrl-C. */
  public static void untilEnded(AutoCloseable service, String says) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(service)));
    System.out.println(says + "; Ctrl-C ends this");
    Thread.currentThread().join();
  }

  private static void close(AutoCloseable service) {
    try {
      service.close();
    } catch (Exception e) {
      LOG.log(System.Logger.Level.ERROR, "Did not end in good order", e);
    }
  }
}

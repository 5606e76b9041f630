package eu.paravent.samples.quickstart;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.InviteRefusedException;
import eu.paravent.client.Participant;
import eu.paravent.client.UserUnknownException;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.invite.GuestLink;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.notice.PrivacyNotice.LegalBasis;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The main job, from founding an organisation to what the operator can see of it. Run it with
 * {@code ./demo}.
 */
public final class Quickstart {
  private static final String TITLE = "Order SO-4711",
      QUESTION = "Delivery in week 12?",
      ANSWER = "Week 12 works for us.";
  private static final String HELLO = "Hello, the glass for the front is ready.",
      INTERNAL = "Our margin on this one is thin.";

  private final URI server;
  private final Path folder;
  private final OrganisationAuthority acme = OrganisationAuthority.create("acme.example");
  private final Map<String, byte[]> storeKeys = new HashMap<>();

  private Quickstart(URI server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /**
   * @param arguments the server's base address, its registration token and, to be left running with
   *     pages to open, the port for those
   */
  public static void main(String[] arguments) throws IOException, SQLException {
    if (arguments.length < 2 || arguments.length > 3) {
      System.err.println(
          "Usage: Quickstart <server> <registration token> [<port>]; or run ./demo, which starts a"
              + " server too");
      System.exit(2);
    }
    Quickstart quickstart =
        new Quickstart(URI.create(arguments[0]), Files.createTempDirectory("paravent-quickstart"));
    quickstart.run(arguments[1]);
    showDatabase();
    if (arguments.length == 3) {
      quickstart.stay(Integer.parseInt(arguments[2]));
    }
  }

  private static void showDatabase() throws SQLException {
    String database = System.getenv("PARAVENT_DEMO_DATABASE");
    if (database != null) {
      Transcript.chapter("What the operator's database holds of it: the first row of each table");
      new ServerDatabase(
              database, System.getenv("PARAVENT_DB_USER"), System.getenv("PARAVENT_DB_PASSWORD"))
          .show(
              List.of(
                  "SO-4711",
                  QUESTION,
                  ANSWER,
                  HELLO,
                  INTERNAL,
                  "Alice",
                  "Gerda",
                  "%PDF",
                  "plan.pdf"));
    }
  }

  private void stay(int port) throws IOException {
    try (ChatClient bob = staff("bob", "Bob")) {
      new LiveDemo(server, acme, bob).run(port);
    }
  }

  private void run(String registrationToken) {
    Transcript.chapter(
        "acme.example is founded; its authority's key stays here, the server gets the root certificate");
    Registration.register(server, acme, registrationToken);
    Transcript.plain("Fingerprint " + acme.fingerprint());
    Registration.publish(server, acme, 1, AcmeProfile.on(LegalBasis.CONTRACT));
    Transcript.plain("Its profile and privacy notice are published, signed by that key");

    Person alice = new Person("Alice", staff("alice", "Alice"));
    Person bob = new Person("Bob", staff("bob", "Bob"));
    try {
      conversation(alice, bob);
    } finally {
      alice.client().close();
      bob.client().close();
    }
  }

  private void conversation(Person alice, Person bob) {
    Transcript.chapter("Staff talk about an order");
    Conversation order = create(alice, bob);
    Conversation bobs = bob.isIn();
    alice.say(order, QUESTION);
    bob.hears(QUESTION);
    bob.say(bobs, ANSWER);
    alice.hears(ANSWER);
    byte[] plan = Pdf.saying("Window front, plan 3");
    order
        .send(MessageContent.file("plan.pdf", "application/pdf", plan))
        .awaitAccepted(Duration.ofSeconds(30));
    Transcript.line("Alice", "sends plan.pdf, " + plan.length + " bytes");
    MessageContent.File file = bob.getsFile();
    if (!Arrays.equals(plan, bobs.download(file.attachment()))) {
      throw new IllegalStateException("The file came out different");
    }
    Transcript.line("Bob", "downloads " + file.attachment().name() + ": the same bytes");

    Transcript.chapter("A guest comes in by a link while Alice is offline");
    GuestInvite invite =
        order.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(7)).label("Supplier"));
    GuestLink link = invite.link().orElseThrow();
    Transcript.line(
        "Alice",
        "invites with "
            + link.url().substring(0, link.url().indexOf('#'))
            + "#<secret>, and goes home");
    alice.client().close();
    Person gerda = new Person("Gerda", join(link));
    Conversation gerdas = gerda.client().conversations().list().get(0);
    gerda.say(gerdas, HELLO);
    bob.hears(HELLO);
    alice.isBackWith(staff("alice", "Alice"));
    alice.hears(HELLO);
    Conversation again =
        alice.client().conversations().about(BusinessReference.of("sales-order", "SO-4711")).get(0);
    Transcript.line("Alice", "is back and sees " + names(again));
    alice.say(again, "Thank you, Gerda.");
    gerda.hears("Thank you, Gerda.");
    bob.hears("Thank you, Gerda.");

    Transcript.chapter("The link is revoked, the guest removed");
    again.revoke(invite.id());
    Transcript.line("Alice", "revokes the link");
    refused(link);
    again.remove(gerda.client().self());
    gerda.isOut();
    alice.say(again, INTERNAL);
    bob.hears(INTERNAL);
    boolean leaked =
        gerdas.messages(50).stream()
            .anyMatch(
                m -> m.content() instanceof MessageContent.Text t && t.text().equals(INTERNAL));
    if (leaked) {
      throw new IllegalStateException("The removed guest read on");
    }
    Transcript.line(
        "Gerda", "has no key for that and is given nothing: what she read before stays hers");
    gerda.client().close();
  }

  private Conversation create(Person alice, Person bob) {
    // Bob's client has just been opened: it signs in and publishes its keys in the background
    Instant until = Instant.now().plusSeconds(30);
    while (true) {
      try {
        Conversation order =
            alice
                .client()
                .conversations()
                .create(
                    ConversationSpec.about(BusinessReference.of("sales-order", "SO-4711"))
                        .title(TITLE)
                        .participants(bob.client().self()));
        Transcript.line("Alice", "opens \"" + order.title() + "\" with Bob");
        return order;
      } catch (UserUnknownException e) {
        if (Instant.now().isAfter(until)) {
          throw e;
        }
        Person.pause();
      }
    }
  }

  private ChatClient join(GuestLink link) {
    // all that the guest has is the text of the link
    GuestLobby lobby = GuestLobby.open(GuestLink.parse(link.url()));
    Transcript.line(
        "Gerda",
        "reads: "
            + lobby.inviter()
            + " of "
            + lobby.organisation()
            + " invites you to \""
            + lobby.title()
            + "\"");
    Transcript.line("", "fingerprint " + lobby.organisationFingerprint());
    lobby
        .profile()
        .ifPresent(
            profile ->
                Transcript.line(
                    "Gerda", "is shown the privacy notice of " + profile.name() + ", and goes on"));
    return lobby.acceptNotice("en").join("Gerda", store("gerda"));
  }

  private static void refused(GuestLink link) {
    try {
      GuestLobby.open(link);
      throw new IllegalStateException("A revoked link was accepted");
    } catch (InviteRefusedException e) {
      Transcript.line("Hugo", "tries the same link and is told: " + e.getMessage());
    }
  }

  private static String names(Conversation conversation) {
    return conversation.participants().stream()
        .map(Participant::displayName)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private ChatClient staff(String hostUserId, String name) {
    return ChatClient.builder()
        .server(server)
        .store(store(hostUserId))
        .identity(acme.enroller(hostUserId))
        .displayName(name)
        .open();
  }

  private EncryptedStore store(String name) {
    byte[] key =
        storeKeys.computeIfAbsent(
            name,
            unused -> {
              byte[] fresh = new byte[StoreKey.LENGTH];
              new SecureRandom().nextBytes(fresh);
              return fresh;
            });
    return EncryptedStore.at(folder.resolve(name), StoreKey.copyOf(key));
  }
}

package eu.paravent.samples.quickstart;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Disclosure;
import eu.paravent.client.Message;
import eu.paravent.client.UserId;
import eu.paravent.client.UserUnknownException;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.EventCursor;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.notice.PrivacyNotice.LegalBasis;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import eu.paravent.server.testing.Chromium;
import eu.paravent.server.testing.WildFlyProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What the tests in a browser play on: a browser, a server, a company, Alice and Bob of its staff.
 * Set up once for all of them.
 */
final class Stage implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final String TOKEN = "operators-token";

  /** What a relay for calls would share with the server. */
  static final String RELAY_SECRET = "what-the-relay-knows";

  final Chromium chromium;
  final WildFlyProcess server;
  final OrganisationAuthority acme = OrganisationAuthority.create("acme.example");
  final HostApplication host;
  final SignInService officers = new SignInService();
  final ChatClient alice;
  final ChatClient bob;

  /** Where a relay for calls is to be, when a test starts one: most calls do without. */
  final int relayPort;

  /** A link that was good for a minute when all this began. */
  final String shortLived;

  private final Path folder;

  private final boolean first;

  private Stage() {
    this(Chromium.start(), Map.of(), true);
  }

  /** The same on a server of its own, whose operator has set this as well. In the same browser. */
  Stage withSettings(Map<String, String> settings) {
    return new Stage(chromium, settings, false);
  }

  private Stage(Chromium chromium, Map<String, String> settings, boolean first) {
    this.chromium = chromium;
    this.first = first;
    try {
      folder = Files.createTempDirectory("paravent-browser");
      relayPort = freePort();
      host = new HostApplication(acme, 0);
      Map<String, String> all = new HashMap<>(settings);
      all.put("PARAVENT_REGISTRATION_TOKEN", TOKEN);
      all.put("PARAVENT_WEB_ORIGINS", host.origin());
      all.put("PARAVENT_ADMIN_ISSUERS", "acme.example=" + officers.address());
      all.put("PARAVENT_TURN_ADDRESSES", relayAddress());
      all.put("PARAVENT_TURN_SECRET", RELAY_SECRET);
      server = WildFlyProcess.at(folder.resolve("server"), all).start();
    } catch (IOException e) {
      throw new IllegalStateException("The stage cannot be set", e);
    }
    found(acme, LegalBasis.CONTRACT);
    alice = staff(acme, "Alice");
    bob = staff(acme, "Bob");
    shortLived =
        conversation("Over soon")
            .inviteGuest(GuestInviteSpec.singleUse(Duration.ofMinutes(1)))
            .link()
            .orElseThrow()
            .url();
  }

  String relayAddress() {
    return "turn:127.0.0.1:" + relayPort + "?transport=tcp";
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A company, with a notice whose one purpose stands on this. */
  void found(OrganisationAuthority authority, LegalBasis basis) {
    Registration.register(server.uri(), authority, TOKEN);
    Registration.publish(server.uri(), authority, 1, AcmeProfile.on(basis));
  }

  ChatClient staff(OrganisationAuthority authority, String name) {
    return ChatClient.builder()
        .server(server.uri())
        .store(EncryptedStore.inMemory(StoreKey.copyOf(new byte[StoreKey.LENGTH])))
        .identity(authority.enroller(name.toLowerCase(Locale.ROOT)))
        .displayName(name)
        // each decides for itself, and tells nothing at first
        .permit(Disclosure.ALL)
        .open();
  }

  /** Alice opens a conversation with Bob. */
  Conversation conversation(String title) {
    return conversation(title, bob.self());
  }

  Conversation conversation(String title, UserId with) {
    return conversation(
        ConversationSpec.about(BusinessReference.of("sales-order", "SO-4711"))
            .title(title)
            .participants(with));
  }

  Conversation conversation(ConversationSpec spec) {
    return begun(alice, spec);
  }

  static Conversation begun(ChatClient by, ConversationSpec spec) {
    return await(
        () -> {
          try {
            return Optional.of(by.conversations().create(spec));
          } catch (UserUnknownException e) {
            // keys are published in the background
            return Optional.empty();
          }
        });
  }

  /** The same conversation as Bob has it. */
  Conversation bobs(Conversation alices) {
    return await(() -> bob.conversations().find(alices.id()));
  }

  static GuestInvite invite(Conversation conversation, int guests) {
    return conversation.inviteGuest(
        GuestInviteSpec.upTo(guests, Duration.ofDays(7)).label("Supplier"));
  }

  static String link(Conversation conversation) {
    return invite(conversation, 1).link().orElseThrow().url();
  }

  Stream<ChatEvent> alarms() {
    return Stream.of(alice, bob)
        .flatMap(client -> client.events().after(EventCursor.start(), 100_000).stream())
        .filter(ChatEvent.SecurityAlert.class::isInstance);
  }

  static Message heard(Conversation conversation, String text) {
    return await(
        () ->
            conversation.messages(50).stream()
                .filter(m -> m.content() instanceof MessageContent.Text t && t.text().equals(text))
                .findFirst());
  }

  static Optional<MessageContent.File> file(Conversation conversation, String mediaType) {
    return conversation.messages(50).stream()
        .filter(m -> m.content() instanceof MessageContent.File)
        .map(m -> (MessageContent.File) m.content())
        .filter(file -> file.attachment().mediaType().equals(mediaType))
        .findFirst();
  }

  static <T> T await(Supplier<Optional<T>> what) {
    Instant until = Instant.now().plus(PATIENCE);
    while (true) {
      Optional<T> found = what.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (Instant.now().isAfter(until)) {
        throw new AssertionError("Did not happen within " + PATIENCE);
      }
      Person.pause();
    }
  }

  @Override
  public void close() throws Exception {
    alice.close();
    bob.close();
    server.close();
    host.close();
    officers.close();
    if (first) {
      chromium.close();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /** Gives tests the one stage. */
  static final class Given implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Stage.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(Stage.class))
          .getOrComputeIfAbsent(Stage.class, key -> new Stage());
    }
  }
}

package eu.paravent.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.Participant;
import eu.paravent.client.UserId;
import eu.paravent.client.UserUnknownException;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.EventCursor;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import eu.paravent.server.testing.WildFlyProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guests in a real browser talk with staff in Java, through a real server. */
class GuestBrowserIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TOKEN = "operators-token";

  @TempDir static Path folder;
  private static Chromium chromium;
  private static WildFlyProcess server;
  private static OrganisationAuthority acme;
  private static ChatClient alice, bob;
  private Conversation alices, bobs;

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.start();
    server =
        WildFlyProcess.at(folder.resolve("server"), Map.of("PARAVENT_REGISTRATION_TOKEN", TOKEN))
            .start();
    acme = OrganisationAuthority.create("acme.example");
    Registration.register(server.uri(), acme, TOKEN);
    alice = staff(server.uri(), "Alice");
    bob = staff(server.uri(), "Bob");
  }

  @AfterAll
  static void stop() {
    for (AutoCloseable each : Arrays.asList(alice, bob, server, chromium)) {
      try {
        if (each != null) {
          each.close();
        }
      } catch (Exception e) {
        throw new IllegalStateException("Cannot stop", e);
      }
    }
  }

  private static ChatClient staff(URI address, String name) {
    return ChatClient.builder()
        .server(address)
        .store(EncryptedStore.inMemory(StoreKey.copyOf(new byte[StoreKey.LENGTH])))
        .identity(acme.enroller(name.toLowerCase(java.util.Locale.ROOT)))
        .displayName(name)
        .open();
  }

  @BeforeEach
  void conversation() {
    ConversationSpec spec =
        ConversationSpec.about(BusinessReference.of("sales-order", "SO-4711"))
            .title("Fensterfront SO-4711")
            .participants(bob.self());
    alices =
        await(
            () -> {
              try {
                return Optional.of(alice.conversations().create(spec));
              } catch (UserUnknownException e) {
                // Bob's keys are published in the background
                return Optional.empty();
              }
            });
    bobs = await(() -> bob.conversations().find(alices.id()));
  }

  @AfterEach
  void noAlarm() {
    for (ChatClient client : new ChatClient[] {alice, bob}) {
      assertThat(client.events().after(EventCursor.start(), 100_000))
          .noneMatch(ChatEvent.SecurityAlert.class::isInstance);
    }
  }

  @Test
  void aGuestOnAPhoneTalksWithStaffInGerman() throws Exception {
    String link = invite(GuestInviteSpec.singleUse(Duration.ofDays(7))).link().orElseThrow().url();
    try (GuestTab gerda = GuestTab.phone(chromium.browser(), "de-DE")) {
      gerda.open(link);
      gerda.sees("Alice lädt Sie ein");
      gerda.sees("von acme.example");
      gerda.sees("Fensterfront SO-4711");
      gerda.sees("Was mit Ihren Daten geschieht");
      assertThat(gerda.page.url()).doesNotContain("#");
      gerda.picture("guest-lobby-phone-de");
      gerda.join("Gerda Grün", "Beitreten");
      gerda.sees("Was vor Ihrem Beitritt geschrieben wurde, sehen Sie nicht.");

      gerda.says("Das **Glas** ist fertig.");
      Message said = heard(bobs, "Das **Glas** ist fertig.");
      assertThat(name(bobs, said.sender())).isEqualTo("Gerda Grün");
      alices.reply(heard(alices, "Das **Glas** ist fertig.").id(), MessageContent.text("Danke!"));
      alices.react(said.id(), "👍");
      gerda.sees("Danke!");
      gerda.sees("👍 1");

      gerda.does("Das Glas ist fertig.", "Bearbeiten");
      gerda.says("Das Glas ist bestellt.");
      heard(bobs, "Das Glas ist bestellt.");
      gerda.sees("bearbeitet");

      byte[] plan = Pdf.saying("Window front, plan 3");
      alices.send(MessageContent.file("plan.pdf", "application/pdf", plan));
      gerda.sees("plan.pdf");
      assertThat(gerda.downloads("plan.pdf")).isEqualTo(plan);
      byte[] offer = Pdf.saying("Offer 17");
      gerda.sendsFile("angebot.pdf", "application/pdf", offer);
      MessageContent.File file = await(() -> file(bobs, "angebot.pdf"));
      assertThat(bobs.download(file.attachment())).isEqualTo(offer);
      gerda.picture("guest-conversation-phone-de");

      gerda.page.reload();
      gerda.sees("Das Glas ist bestellt.");
      gerda.sees("angebot.pdf");
      gerda.says("Ich bin wieder da.");
      heard(bobs, "Ich bin wieder da.");

      gerda.offline(true);
      gerda.says("Im Tunnel geschrieben.");
      gerda.sees("Keine Verbindung.");
      gerda.offline(false);
      heard(bobs, "Im Tunnel geschrieben.");
      gerda.seesNot("wird gesendet");

      alices.remove(said.sender());
      gerda.sees("Sie sind nicht mehr in diesem Gespräch");
      gerda.seesNot("Senden");
      gerda.picture("guest-removed-phone-de");
      assertThat(gerda.complaints).isEmpty();
    }
  }

  @Test
  void twoGuestsInTwoBrowsersTalkInEnglish() throws Exception {
    String link = invite(GuestInviteSpec.upTo(2, Duration.ofDays(7))).link().orElseThrow().url();
    try (GuestTab gina = GuestTab.desktop(chromium.browser(), "en-GB");
        GuestTab hugo = GuestTab.desktop(chromium.browser(), "en-GB")) {
      gina.open(link);
      gina.sees("Alice invites you");
      gina.picture("guest-lobby-desktop-en");
      gina.join("Gina", "Join");
      hugo.open(link);
      hugo.join("Hugo", "Join");
      gina.says("Hello from Gina");
      hugo.sees("Hello from Gina");
      hugo.does("Hello from Gina", "Reply");
      hugo.says("Hello back");
      gina.sees("Hello back");
      heard(bobs, "Hello back");
      gina.picture("guest-conversation-desktop-en");

      hugo.does("Hello back", "Delete");
      hugo.page.locator("dialog button.danger").click();
      gina.seesNot("Hello back");
      gina.sees("Message deleted");

      hugo.page.locator("header button").click();
      hugo.sees("acme.example, certificate verified");
      hugo.picture("guest-participants-desktop-en");
      hugo.page.locator("dialog button.danger").click();
      hugo.page.locator("dialog button.danger").click();
      hugo.sees("You have left the conversation.");
      await(() -> Optional.of(bobs.participants()).filter(all -> all.size() == 3));
      assertThat(gina.complaints).isEmpty();
      assertThat(hugo.complaints).isEmpty();
    }
  }

  @Test
  void oneWindowAtATimeHoldsTheConversation() throws Exception {
    String link = invite(GuestInviteSpec.singleUse(Duration.ofDays(7))).link().orElseThrow().url();
    try (GuestTab first = GuestTab.desktop(chromium.browser(), "en-GB")) {
      first.open(link);
      first.join("Gina", "Join");
      GuestTab second = first.again();
      second.open(link);
      second.sees("This conversation is open in another window");
      second.page.getByText("Continue here").click();
      first.sees("Continued in another window");
      second.says("From the second window");
      heard(bobs, "From the second window");
      assertThat(first.complaints).isEmpty();
      assertThat(second.complaints).isEmpty();
    }
  }

  @Test
  void everyLinkThatDoesNotWorkSaysWhy() {
    GuestInvite revoked = invite(GuestInviteSpec.singleUse(Duration.ofDays(7)));
    String dead = revoked.link().orElseThrow().url();
    alices.revoke(revoked.id());
    String used = invite(GuestInviteSpec.singleUse(Duration.ofDays(7))).link().orElseThrow().url();
    try (GuestTab gina = GuestTab.phone(chromium.browser(), "en-GB")) {
      gina.open(used);
      gina.join("Gina", "Join");
    }
    refused(dead, "This invitation was revoked");
    refused(used, "This invitation has been used already");
    refused(used.substring(0, used.indexOf('#')), "The link is not complete");
    refused(used.substring(0, used.length() - 1), "The link is damaged");
    refused(
        server.uri().resolve("/g/AAECAwQFBgcICQoLDA0ODw") + used.substring(used.indexOf('#')),
        "The link is damaged");
  }

  private static void refused(String link, String why) {
    try (GuestTab tab = GuestTab.phone(chromium.browser(), "en-GB")) {
      tab.open(link);
      tab.sees(why);
    }
  }

  private GuestInvite invite(GuestInviteSpec spec) {
    return alices.inviteGuest(spec.label("Supplier"));
  }

  private static String name(Conversation conversation, UserId id) {
    return await(
        () ->
            conversation.participants().stream()
                .filter(participant -> participant.id().equals(id))
                .map(Participant::displayName)
                .filter(name -> !name.equals(id.name()))
                .findFirst());
  }

  private static Message heard(Conversation conversation, String text) {
    return await(
        () ->
            conversation.messages(50).stream()
                .filter(m -> m.content() instanceof MessageContent.Text t && t.text().equals(text))
                .findFirst());
  }

  private static Optional<MessageContent.File> file(Conversation conversation, String name) {
    return conversation.messages(50).stream()
        .filter(m -> m.content() instanceof MessageContent.File)
        .map(m -> (MessageContent.File) m.content())
        .filter(file -> file.attachment().name().equals(name))
        .findFirst();
  }

  private static <T> T await(Supplier<Optional<T>> what) {
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
}

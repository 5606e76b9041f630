package eu.paravent.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.Message;
import eu.paravent.client.OutgoingMessage;
import eu.paravent.client.RefusedException;
import eu.paravent.client.SendOptions;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.EventLog;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.BusinessCard;
import eu.paravent.client.message.ContactCard;
import eu.paravent.client.message.Expiry;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Picture;
import eu.paravent.client.message.Poll;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import eu.paravent.testkit.ParaventTestkit;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From the first word to a verified export, with real clients and a server in memory. */
@Timeout(180)
class ArchivedConversationTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path temporary;

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("Waited in vain for " + what);
      }
      Thread.sleep(10);
    }
  }

  private ChatClient archivist(ParaventTestkit kit, Path store) throws InterruptedException {
    StoreKey storeKey = StoreKey.copyOf(new byte[StoreKey.LENGTH]);
    // tag::archivist[]
    ChatClient client =
        ChatClient.builder()
            .server(kit.server().baseUrl())
            .store(EncryptedStore.at(store, storeKey))
            .identity(
                kit.authority().archivistEnroller("archive")) // a certificate for nothing else
            .transport(kit.server().transport())
            .open();
    // end::archivist[]
    await("the archivist", () -> client.connection().online());
    return client;
  }

  @Test
  void isKeptAsItWasSaidWhateverIsTakenBackAndOverARestart() throws Exception {
    OpeningKey.Made made = OpeningKey.forTwoOf(3, new SecureRandom());
    Path folder = Files.createDirectories(temporary.resolve("journal"));
    byte[] drawing = "%PDF drawing".getBytes(StandardCharsets.US_ASCII);
    try (ParaventTestkit kit = ParaventTestkit.start("acme.example")) {
      ChatClient alice = kit.staff("Alice");
      ChatClient bob = kit.staff("Bob");
      assertThatThrownBy(() -> bob.keepRecords((record, desk) -> {}))
          .isInstanceOf(RefusedException.class);
      Conversation hers;
      GuestInvite invite;
      Message first;
      try (ChatClient archive = archivist(kit, temporary.resolve("store"))) {
        Journal.create(folder, archive.recordDesk(), made);
        try (Journal journal = Journal.open(folder);
            EventLog.Subscription kept = archive.keepRecords(journal)) {
          // tag::appoint[]
          hers =
              alice
                  .conversations()
                  .create(
                      ConversationSpec.about(BusinessReference.of("sales-order", "SO-4711"))
                          .title("Order SO-4711")
                          .participants(bob.self())
                          .archivists(archive.self())
                          .keptAs(ConversationClass.COMMERCIAL_LETTER));
          // end::appoint[]
          hers.send(MessageContent.text("Delivery in week 12?")).awaitAccepted(SOON);
          first = hers.messages(1).get(0);
          hers.edit(first.id(), "Delivery in week 13?").awaitAccepted(SOON);
          hers.send(MessageContent.file("drawing.pdf", "application/pdf", drawing))
              .awaitAccepted(SOON);
          hers.send(
                  MessageContent.text("Only for an hour"),
                  SendOptions.none().expiring(Expiry.at(Instant.now().plus(Duration.ofHours(1)))))
              .awaitAccepted(SOON);
          invite = hers.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(1)));
          await("what was said so far", () -> verified(folder, kit).records() >= 8);
        }
      }
      // while the archivist is away, something is said, and something is taken back
      try (ChatClient gina =
          GuestLobby.open(invite.link().orElseThrow(), kit.server().transport())
              .join("Gina", EncryptedStore.inMemory(StoreKey.copyOf(new byte[StoreKey.LENGTH])))) {
        Conversation ginas = gina.conversations().find(hers.id()).orElseThrow();
        ginas.send(MessageContent.text("From the customer")).awaitAccepted(SOON);
        hers.delete(first.id()).awaitAccepted(SOON);
      }
      try (ChatClient archive = archivist(kit, temporary.resolve("store"));
          Journal journal = Journal.open(folder);
          EventLog.Subscription kept = archive.keepRecords(journal)) {
        OpeningKey key = OpeningKey.of(made.shares().subList(1, 3));
        await("the rest", () -> exported(folder, key, kit, archive).contains(">deletion<"));
        Trust trust = Trust.in(kit.authority().rootCertificate());
        Verdict verdict = Verification.of(folder, trust, key);
        assertThat(verdict.findings()).isEmpty();
        String page = exported(folder, key, kit, archive);
        assertThat(page)
            .contains(
                "Delivery in week 12?",
                "Delivery in week 13?",
                "drawing.pdf",
                "Only for an hour",
                "From the customer",
                "Gina",
                "sales-order/SO-4711");
        assertThat(archive.conversations().find(hers.id()).orElseThrow().participants()).hasSize(4);
        assertThat(archive.events().after(eu.paravent.client.event.EventCursor.start(), 1000))
            .noneMatch(ChatEvent.SecurityAlert.class::isInstance);
      }
    }
  }

  /** Every kind of message that there is, readable with its files, and a person who wants to go. */
  @Test
  void readsEveryKindAndSetsApartWhatHasToStay() throws Exception {
    OpeningKey.Made made = OpeningKey.forOne(new SecureRandom());
    Path folder = Files.createDirectories(temporary.resolve("journal"));
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};
    try (ParaventTestkit kit = ParaventTestkit.start("acme.example")) {
      ChatClient alice = kit.staff("Alice");
      ChatClient bob = kit.staff("Bob");
      try (ChatClient archive = archivist(kit, temporary.resolve("store"))) {
        Journal.create(folder, archive.recordDesk(), made);
        try (Journal journal = Journal.open(folder);
            EventLog.Subscription kept = archive.keepRecords(journal)) {
          Conversation hers =
              alice
                  .conversations()
                  .create(
                      ConversationSpec.about(BusinessReference.of("sales-order", "SO-4711"))
                          .participants(bob.self())
                          .archivists(archive.self())
                          .keptAs(ConversationClass.COMMERCIAL_LETTER));
          await("Bob inside", () -> bob.conversations().find(hers.id()).isPresent());
          Conversation his = bob.conversations().find(hers.id()).orElseThrow();
          his.send(MessageContent.image("roof.png", "image/png", png, Picture.of(png)))
              .awaitAccepted(SOON);
          his.send(
                  MessageContent.voiceNote(
                      "note.ogg", "audio/ogg", new byte[] {7}, Duration.ofMillis(2500)))
              .awaitAccepted(SOON);
          his.send(
                  BusinessCard.of(BusinessCard.Kind.ORDER, "Order SO-4711")
                      .with("Total", "1.200 EUR"))
              .awaitAccepted(SOON);
          his.send(new ContactCard(alice.self(), "Alice Ahrens")).awaitAccepted(SOON);
          OutgoingMessage poll = hers.send(Poll.single("When?", "Monday", "Tuesday"));
          poll.awaitAccepted(SOON);
          await("the poll", () -> his.message(poll.id()).isPresent());
          his.vote(poll.id(), List.of(1)).awaitAccepted(SOON);
          his.pin(poll.id()).awaitAccepted(SOON);
          his.unpin(poll.id()).awaitAccepted(SOON);
          hers.closePoll(poll.id()).awaitAccepted(SOON);
          OpeningKey key = OpeningKey.of(made.shares());
          await("all of it", () -> exported(folder, key, kit, archive).contains(">poll-closed<"));
          String page = exported(folder, key, kit, archive);
          assertThat(page)
              .contains("roof.png", "note.ogg (2.5 s)", "ORDER: Order SO-4711\nTotal: 1.200 EUR")
              .contains("Alice Ahrens " + alice.self(), "When?\n1. Monday\n2. Tuesday")
              .contains(">vote<", ">2\n→", ">pin<", ">unpin<", ">image<", ">voice-note<", ">card<");
          assertThat(page).doesNotContain(">other<");
          assertThat(files(folder, key, kit, archive))
              .containsValue("\u0007")
              .anySatisfy((name, content) -> assertThat(name).endsWith("-roof.png"))
              .anySatisfy((name, content) -> assertThat(name).endsWith("-thumbnail"));

          his.erase(bob.self()).awaitAccepted(SOON);
          await(
              "the archivist's answer",
              () -> !hers.erasures().isEmpty() && hers.erasures().get(0).restricted());
          await("it confirmed", () -> hers.erasures().get(0).confirmedByAll());
          // of a merchant's letters nothing is deleted, and nothing of him is given out any more
          await("it set apart", () -> !exported(folder, key, kit, archive).contains("1.200 EUR"));
          assertThat(exported(folder, key, kit, archive)).contains("When?", ">erasure<");
          assertThat(verified(folder, kit).findings()).isEmpty();
          Journal.Erasure again =
              journal.erase(hers.id(), bob.self(), "request 7", archive.recordDesk());
          assertThat(again.erased()).isZero();
          assertThat(again.lastUntil()).isPresent();
        }
      }
    }
  }

  private static Verdict verified(Path folder, ParaventTestkit kit) {
    return Verification.of(folder, Trust.in(kit.authority().rootCertificate()));
  }

  private static String exported(
      Path folder, OpeningKey key, ParaventTestkit kit, ChatClient archive) {
    StringBuilder pages = new StringBuilder();
    files(folder, key, kit, archive)
        .forEach((name, content) -> pages.append(name.startsWith("conv") ? content : ""));
    return pages.toString();
  }

  private static Map<String, String> files(
      Path folder, OpeningKey key, ParaventTestkit kit, ChatClient archive) {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    byte[] root = kit.authority().rootCertificate();
    // tag::export[]
    Export.write(
        folder,
        key,
        Selection.everything().about(BusinessReference.of("sales-order", "SO-4711")),
        Trust.in(root),
        archive.recordDesk(),
        zip);
    assertThat(ExportVerification.of(zip.toByteArray(), root)).isEmpty(); // no finding
    // end::export[]
    Map<String, String> files = new LinkedHashMap<>();
    try (java.util.zip.ZipInputStream in =
        new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(zip.toByteArray()))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return files;
  }
}

package eu.paravent.samples.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.SendOptions;
import eu.paravent.client.UserUnknownException;
import eu.paravent.client.message.BusinessCard;
import eu.paravent.client.message.ContactCard;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Picture;
import eu.paravent.client.message.Poll;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Retention;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages that are more than text, in the page. */
@ExtendWith(Stage.Given.class)
class GuestKindsIT {
  private static final String LOADED = "image => image.complete && image.naturalWidth > 0";

  private final Stage stage;
  private final Browser browser;
  private final Conversation alices, bobs;

  GuestKindsIT(Stage stage) {
    this.stage = stage;
    browser = stage.chromium.browser();
    alices = stage.conversation("Fensterfront SO-4711");
    bobs = stage.bobs(alices);
  }

  @Test
  void guestsVoteAndAsk() {
    try (GuestTab gerda = GuestTab.phone(browser, "de-DE")) {
      gerda.open(Stage.link(alices));
      gerda.join("Gerda", "Beitreten");
      alices.send(Poll.single("Wann passt die Lieferung?", "Montag", "Mittwoch"));
      gerda.sees("Wann passt die Lieferung?");
      gerda.presses("Mittwoch 0 Stimmen");
      gerda.sees("1 Stimme");
      Message poll = Stage.await(() -> find(alices, GuestKindsIT::voted));
      assertThat(poll.votes().orElseThrow().count(1)).isEqualTo(1);
      // another answer takes the place of the first
      gerda.presses("Montag 0 Stimmen");
      gerda.sees("Montag1 Stimme");
      Message again =
          Stage.await(() -> find(alices, m -> voted(m) && m.votes().orElseThrow().count(0) == 1));
      assertThat(again.votes().orElseThrow().count(1)).isZero();
      alices.closePoll(poll.id());
      gerda.sees("Abgeschlossen");

      gerda.presses("Umfrage");
      gerda.page.locator("#question").fill("Welche Farbe?");
      gerda.page.locator("#answers").fill("Weiß\n\nAnthrazit\nWeiß");
      GuestPageIT.assertAccessible(gerda);
      gerda.picture("guest-new-poll-phone-de");
      gerda.page.locator("dialog button", button("Senden")).click();
      Message asked =
          Stage.await(
              () ->
                  find(
                      bobs,
                      m -> m.content() instanceof Poll p && p.question().equals("Welche Farbe?")));
      assertThat(((Poll) asked.content()).options()).containsExactly("Weiß", "Anthrazit");
      bobs.vote(asked.id(), Set.of(1));
      gerda.sees("Anthrazit1 Stimme");
      gerda.presses("Umfrage abschließen");
      Stage.await(
          () ->
              find(
                  bobs,
                  m -> m.id().equals(asked.id()) && m.votes().orElseThrow().closed().isPresent()));
      gerda.picture("guest-polls-phone-de");
      assertThat(gerda.said()).isEmpty();
    }
  }

  @Test
  void cardsContactsAndWhatIsPinnedOrForwardedAreShown() {
    String link = Stage.link(alices);
    try (GuestTab gina = GuestTab.phone(browser, "en-GB")) {
      gina.open(link);
      gina.join("Gina", "Join");
      alices.send(
          BusinessCard.of(BusinessCard.Kind.ORDER, "Order SO-4711")
              .with("Total", "EUR 12,480.00")
              .with("Delivery", "week 12")
              .linking(URI.create("https://erp.acme.example/orders/4711"))
              .about(BusinessReference.of("sales-order", "SO-4711")));
      alices.send(new ContactCard(stage.bob.self(), "Bob, logistics"));
      Message delivery = pinned(alices.send(MessageContent.text("Delivery is on Tuesday.")).id());
      alices.forward(alices.id(), delivery.id());
      gina.sees("EUR 12,480.00");
      gina.sees("Bob, logistics");
      gina.sees("at acme.example");
      assertThat(gina.page.getByText("Open at erp.acme.example"))
          .hasAttribute("rel", "noopener noreferrer nofollow");
      gina.sees("forwarded");
      gina.sees("Pinned (1): Delivery is on Tuesday.");
      gina.page.locator(".pins summary").click();
      assertThat(gina.page.locator(".pins li")).hasText("Alice Delivery is on Tuesday.");
      bothThemesAreAccessible(gina);
      gina.picture("guest-cards-phone-en");
      assertThat(gina.page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);

      gina.presses("Search");
      gina.page.locator("[type=search]").fill("12,480");
      gina.page.keyboard().press("Enter");
      gina.sees("Found for “12,480”: 1");
      gina.page.keyboard().press("Escape");
      alices.unpin(delivery.id());
      gina.seesNot("Pinned (1)");
      // guests do not pin
      gina.message("Delivery is on Tuesday.").locator("summary").click();
      assertThat(gina.page.getByText("Pin", GuestTab.EXACT)).hasCount(0);
      assertThat(gina.said()).isEmpty();
    }
  }

  private Message pinned(MessageId id) {
    Stage.await(() -> find(bobs, m -> m.id().equals(id)));
    alices.pin(id);
    return Stage.await(() -> find(bobs, m -> m.id().equals(id) && m.pinned()));
  }

  @Test
  void imagesAreSeenSmallBeforeTheyAreFetched() throws IOException {
    byte[] photo = image("png");
    Picture small = Picture.of(image("jpg"));
    try (GuestTab gina = GuestTab.phone(browser, "en-GB")) {
      gina.open(Stage.link(alices));
      gina.join("Gina", "Join");
      alices.send(MessageContent.image("front.png", "image/png", photo, small));
      gina.sees("front.png");
      gina.page.waitForFunction(
          "() => [...document.querySelectorAll('img.thumbnail')].some(" + LOADED + ")");
      gina.page.getByLabel("Download front.png").click();
      gina.page.waitForFunction(
          "() => [...document.querySelectorAll('.file img:not(.thumbnail)')].some(" + LOADED + ")",
          null,
          new Page.WaitForFunctionOptions().setTimeout(60_000));
      assertThat(gina.page.locator("img.thumbnail")).hasCount(0);

      gina.sendsFile("damage.png", "image/png", photo);
      Message sent =
          Stage.await(
              () ->
                  find(
                      bobs,
                      m ->
                          m.content() instanceof MessageContent.Image i
                              && i.attachment().name().equals("damage.png")));
      MessageContent.Image image = (MessageContent.Image) sent.content();
      assertThat(bobs.download(image.attachment())).isEqualTo(photo);
      assertThat(image.thumbnail().mediaType()).isEqualTo("image/jpeg");
      BufferedImage thumbnail = ImageIO.read(new ByteArrayInputStream(image.thumbnail().bytes()));
      assertThat(thumbnail.getWidth()).isEqualTo(320);
      gina.picture("guest-images-phone-en");
      // what only says that it is an image travels as it is
      gina.sendsFile("broken.png", "image/png", new byte[] {1, 2, 3});
      MessageContent.File broken = Stage.await(() -> Stage.file(bobs, "image/png"));
      assertThat(bobs.download(broken.attachment())).containsExactly(1, 2, 3);
      assertThat(gina.said()).isEmpty();
    }
  }

  /** The second of two pieces is kept back until the bar was looked at. */
  @Test
  void largeFilesShowHowFarTheyAre() throws IOException {
    byte[] plans = new byte[6 << 20];
    new Random(4711).nextBytes(plans);
    try (GuestTab gina = GuestTab.phone(browser, "en-GB")) {
      List<Route> held = new ArrayList<>();
      gina.page.route("**/uploads/*", route -> hold(route, "upload-offset", "5242880", held));
      gina.page.route("**/attachments/*", route -> hold(route, "range", "bytes=5242880-", held));
      gina.open(Stage.link(alices));
      gina.join("Gina", "Join");

      gina.sendsFile("plans.zip", "application/zip", plans);
      assertHasComeFar(gina, "Encrypting and sending plans.zip …");
      gina.picture("guest-file-going-phone-en");
      release(gina, held);
      MessageContent.File file = Stage.await(() -> Stage.file(bobs, "application/zip"));
      assertThat(bobs.download(file.attachment())).isEqualTo(plans);
      assertThat(gina.page.locator("progress")).hasCount(0);

      Download download =
          gina.page.waitForDownload(
              new Page.WaitForDownloadOptions().setTimeout(120_000),
              () -> {
                gina.message("plans.zip").locator(".file button").click();
                assertHasComeFar(gina, "Fetching plans.zip");
                GuestPageIT.assertAccessible(gina);
                release(gina, held);
              });
      assertThat(Files.readAllBytes(download.path())).isEqualTo(plans);
      assertThat(gina.page.locator("progress")).hasCount(0);
      assertThat(gina.said()).isEmpty();
    }
  }

  private static void hold(Route route, String header, String begins, List<Route> held) {
    if (route.request().headers().getOrDefault(header, "").startsWith(begins)) {
      held.add(route);
    } else {
      route.resume();
    }
  }

  private static void assertHasComeFar(GuestTab tab, String label) {
    tab.page.waitForFunction(
        "label => { const bar = document.querySelector('progress');"
            + " return bar?.ariaLabel === label && bar.value === 5 * 2 ** 20; }",
        label,
        new Page.WaitForFunctionOptions().setTimeout(120_000));
  }

  private static void release(GuestTab tab, List<Route> held) {
    Stage.await(
        () -> {
          tab.page.waitForTimeout(50);
          return held.stream().findFirst();
        });
    held.forEach(Route::resume);
    held.clear();
  }

  /** German law may want a record; who talks has to know. */
  @Test
  void whoKeepsRecordsIsNamedWhereNobodyCanOverlookIt() {
    try (ChatClient archive =
            ChatClient.builder()
                .server(stage.server.uri())
                .store(EncryptedStore.inMemory(StoreKey.copyOf(new byte[StoreKey.LENGTH])))
                .identity(stage.acme.archivistEnroller("archive-" + UUID.randomUUID()))
                .displayName("Archive")
                .open();
        GuestTab gina = GuestTab.phone(browser, "en-GB")) {
      gina.open(Stage.link(alices));
      gina.join("Gina", "Join");
      gina.seesNot("This conversation is recorded.");
      gina.seesNot("Classification:");
      alices.changeLabel("Strictly confidential");
      gina.sees("Classification: Strictly confidential");
      alices.send(
          MessageContent.file("chat.txt", "text/plain", new byte[] {65}),
          SendOptions.none().asImported());
      gina.sees("imported, not authentic");
      Stage.await(
          () -> {
            try {
              alices.appointArchivist(archive.self());
              return Optional.of(true);
            } catch (UserUnknownException e) {
              // its keys are published in the background
              return Optional.empty();
            }
          });
      alices.keepAs(ConversationClass.COMMERCIAL_LETTER, Retention.between(2192, 3000));
      gina.sees("This conversation is recorded. The archive of acme.example keeps everything");
      gina.sees("It is kept for at least 2192 days from the end of the year.");
      bothThemesAreAccessible(gina);
      gina.picture("guest-recorded-phone-en");
      gina.page.locator(".people-count").click();
      gina.sees("archive: keeps a record of everything said here");
      gina.sees("in charge of this conversation");
      gina.page.keyboard().press("Escape");
      alices.dismissArchivist(archive.self());
      gina.seesNot("This conversation is recorded.");
      assertThat(gina.said()).isEmpty();
    }
  }

  private static void bothThemesAreAccessible(GuestTab tab) {
    GuestPageIT.assertAccessible(tab);
    tab.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    GuestPageIT.assertAccessible(tab);
    tab.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  private static boolean voted(Message message) {
    return message
        .votes()
        .filter(votes -> votes.byOption().stream().anyMatch(by -> !by.isEmpty()))
        .isPresent();
  }

  private static Optional<Message> find(Conversation conversation, Predicate<Message> wanted) {
    return conversation.messages(50).stream().filter(wanted).findFirst();
  }

  private static Page.LocatorOptions button(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  /** Something to look at. */
  private static byte[] image(String format) throws IOException {
    boolean small = format.equals("jpg");
    BufferedImage image =
        new BufferedImage(small ? 64 : 900, small ? 48 : 600, BufferedImage.TYPE_INT_RGB);
    Graphics2D brush = image.createGraphics();
    brush.setColor(new Color(120, 170, 210));
    brush.fillRect(0, 0, image.getWidth(), image.getHeight());
    brush.setColor(Color.WHITE);
    brush.drawRect(8, 8, image.getWidth() - 16, image.getHeight() - 16);
    brush.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }
}

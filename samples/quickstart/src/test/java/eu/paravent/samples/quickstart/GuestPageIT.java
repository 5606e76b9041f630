package eu.paravent.samples.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.KeyAgreement;
import eu.paravent.client.Message;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.invite.JoinRequest;
import eu.paravent.client.message.MessageContent;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the guest's page offers beside talking, and to whom. */
@ExtendWith(Stage.Given.class)
class GuestPageIT {
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private static final String MOVING =
      "() => [...document.querySelectorAll('*')].filter(element => {"
          + " const style = getComputedStyle(element);"
          + " return style.animationName !== 'none' || style.scrollBehavior !== 'auto'"
          + " || style.transitionDuration.split(', ').some(time => parseFloat(time) > 0); })"
          + ".map(element => element.outerHTML.slice(0, 80))";

  private final Browser browser;
  private final ChatClient alice;
  private final Conversation alices, bobs;

  GuestPageIT(Stage stage) {
    browser = stage.chromium.browser();
    alice = stage.alice;
    alices = stage.conversation("Fensterfront SO-4711");
    bobs = stage.bobs(alices);
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void everyPageIsAccessible(ColorScheme scheme) throws Exception {
    String link = Stage.link(alices);
    try (GuestTab gina = GuestTab.phone(browser, "en-GB", scheme)) {
      gina.open(link.substring(0, link.indexOf('#')));
      gina.sees("The link is not complete");
      assertAccessible(gina);
      gina.open(link);
      gina.sees("Alice invites you");
      assertAccessible(gina);
      gina.join("Gina", "Join");
      bobs.send(MessageContent.text("Have a look: **plan** and https://acme.example/plan"));
      bobs.send(MessageContent.file("plan.pdf", "application/pdf", Pdf.saying("Plan")));
      gina.sees("plan.pdf");
      gina.says("Thank you");
      gina.sees("sent");
      assertAccessible(gina);
      gina.message("Thank you").locator("summary").click();
      assertAccessible(gina);
      gina.picture("guest-actions-phone-" + scheme);
      gina.page.locator(".people-count").click();
      assertAccessible(gina);
      // nothing moves by itself or glides, whatever the reader prefers
      assertThat(gina.page.evaluate(MOVING)).isEqualTo(List.of());
    }
  }

  /** The core in the browser has ML-KEM as well, with either curve. */
  @ParameterizedTest
  @EnumSource
  void guestsJoinConversationsOfEitherKeyAgreement(KeyAgreement agreement) {
    Conversation mine =
        alice.conversations().create(ConversationSpec.titled("Angebot").keyAgreement(agreement));
    try (GuestTab gina = GuestTab.phone(browser, "en-GB")) {
      gina.open(Stage.link(mine));
      gina.join("Gina", "Join");
      gina.says("By the link");
      Stage.heard(mine, "By the link");
      gina.page.reload();
      mine.send(MessageContent.text("Welcome back"));
      gina.sees("Welcome back");
      assertThat(gina.complaints).isEmpty();
    }
    assertThat(mine.keyAgreement()).isEqualTo(agreement);
  }

  @Test
  void byDefaultItIsTheHybridOne() {
    assertThat(alices.keyAgreement()).isEqualTo(KeyAgreement.HYBRID);
    assertThat(bobs.keyAgreement()).isEqualTo(KeyAgreement.HYBRID);
  }

  static void assertAccessible(GuestTab tab) {
    List<Rule> violations = new AxeBuilder(tab.page).withTags(WCAG).analyze().getViolations();
    assertThat(violations)
        .as(
            () ->
                violations.stream()
                    .map(rule -> rule.getId() + " " + rule.getNodes())
                    .toList()
                    .toString())
        .isEmpty();
  }

  @Test
  void everythingCanBeDoneWithTheKeyboard() throws Exception {
    try (GuestTab gina = GuestTab.desktop(browser, "en-GB")) {
      gina.open(Stage.link(alices));
      gina.sees("Alice invites you");
      gina.page.locator("#name").focus();
      gina.page.keyboard().type("Gina");
      gina.page.keyboard().press("Enter");
      assertThat(gina.page.locator("textarea")).isFocused();
      gina.page.keyboard().type("Typed");
      gina.page.keyboard().press("Enter");
      Stage.heard(bobs, "Typed");
      gina.sees("sent");

      // back from the line to the message, and into its menu
      gina.tabTo("summary", "Shift+Tab");
      gina.page.keyboard().press("Enter");
      gina.tabTo(".actions button:nth-last-of-type(2)", "Tab");
      gina.page.keyboard().press("Enter");
      assertThat(gina.page.locator("textarea")).isFocused();
      gina.page.keyboard().type(" and mended");
      gina.page.keyboard().press("Enter");
      Stage.heard(bobs, "Typed and mended");

      gina.tabTo(".people-count", "Shift+Tab");
      gina.page.keyboard().press("Enter");
      gina.sees("Who can read this");
      gina.page.keyboard().press("Escape");
      gina.seesNot("Who can read this");
      assertThat(gina.complaints).isEmpty();
    }
  }

  @Test
  void aPasswordIsAskedForAndDoesNotLeaveTheBrowser() {
    String link =
        alices
            .inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(7)).password("blaue Tür 9"))
            .link()
            .orElseThrow()
            .url();
    try (GuestTab gina = GuestTab.phone(browser, "en-GB")) {
      List<String> sent = new ArrayList<>();
      gina.page.onRequest(request -> sent.add(request.url() + " " + request.postData()));
      gina.open(link);
      gina.sees("Password of the invitation");
      gina.seesNot("Fensterfront");
      gina.page.locator("#password").fill("grüne Tür 9");
      gina.page.keyboard().press("Enter");
      gina.sees("This password does not fit");
      assertAccessible(gina);
      gina.page.locator("#password").fill("blaue Tür 9");
      gina.page.keyboard().press("Enter");
      gina.sees("Alice invites you");
      gina.join("Gina", "Join");
      gina.says("Inside");
      Stage.heard(bobs, "Inside");
      assertThat(sent).isNotEmpty().noneMatch(each -> each.contains("Tür"));
      assertThat(gina.complaints).isEmpty();
    }
  }

  @Test
  void whoHasToBeLetInWaitsUntilSomeoneDoes() {
    GuestInviteSpec spec = GuestInviteSpec.upTo(2, Duration.ofDays(7)).withApproval();
    String link = alices.inviteGuest(spec).link().orElseThrow().url();
    try (GuestTab gina = GuestTab.phone(browser, "en-GB");
        GuestTab hugo = GuestTab.phone(browser, "en-GB")) {
      gina.open(link);
      gina.sees("someone looks first who comes");
      gina.sees("You see who is in the conversation as soon as you are let in.");
      gina.page.locator("#name").fill("Gina");
      gina.page.getByText("Join", GuestTab.EXACT).click();
      gina.sees("You will be let in shortly");
      gina.page.reload();
      gina.sees("You will be let in shortly");
      alices.approve(asking("Gina"));
      assertThat(gina.page.locator("textarea")).isVisible();
      gina.says("Inside");
      Stage.heard(bobs, "Inside");

      hugo.open(link);
      hugo.page.locator("#name").fill("Hugo");
      hugo.page.getByText("Join", GuestTab.EXACT).click();
      hugo.sees("You will be let in shortly");
      alices.decline(asking("Hugo"));
      hugo.looksAgain();
      assertThat(hugo.page.locator("body"))
          .containsText(
              "Your joining was declined",
              new LocatorAssertions.ContainsTextOptions().setTimeout(90_000));
      assertThat(gina.complaints).isEmpty();
    }
  }

  private JoinRequest asking(String name) {
    return Stage.await(
        () ->
            alices.joinRequests().stream()
                .filter(request -> request.name().equals(Optional.of(name)))
                .findFirst());
  }

  @Test
  void voiceNotesAreRecordedSentAndHeard() {
    String link = Stage.invite(alices, 2).link().orElseThrow().url();
    try (GuestTab gina = GuestTab.phone(browser, "en-GB");
        GuestTab hugo = GuestTab.phone(browser, "en-GB")) {
      gina.open(link);
      gina.join("Gina", "Join");
      hugo.open(link);
      hugo.join("Hugo", "Join");
      gina.page.getByLabel("Record a voice note").click();
      gina.sees("0:02");
      gina.page.getByText("Send", GuestTab.EXACT).click();

      MessageContent.VoiceNote note =
          Stage.await(
              () ->
                  bobs.messages(50).stream()
                      .map(Message::content)
                      .filter(MessageContent.VoiceNote.class::isInstance)
                      .map(MessageContent.VoiceNote.class::cast)
                      .findFirst());
      assertThat(note.attachment().mediaType()).isEqualTo("audio/webm");
      assertThat(note.duration()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
      assertThat(bobs.download(note.attachment())).hasSizeGreaterThan(1_000);
      hugo.sees("Voice note 0:0");
      hugo.page.getByLabel("Download Voice note").click();
      assertThat(hugo.page.locator("audio")).isVisible();
      // it can be played to its end
      assertThat(hugo.page.locator("audio")).hasJSProperty("readyState", 4);
      assertThat(gina.complaints).isEmpty();
      assertThat(hugo.complaints).isEmpty();
    }
  }

  @Test
  void whatWasReceivedIsFoundAndCanBeTakenAway() throws Exception {
    try (GuestTab gerda = GuestTab.phone(browser, "de-DE")) {
      gerda.open(Stage.link(alices));
      gerda.join("Gerda", "Beitreten");
      for (int i = 1; i <= 120; i++) {
        alices.send(MessageContent.text("Nr. " + i + " Fenster" + (i == 3 ? ", das schiefe" : "")));
      }
      gerda.sees("Nr. 120 Fenster");
      gerda.page.reload();
      gerda.sees("Nr. 120 Fenster");
      gerda.seesNot("das schiefe");
      gerda.page.getByLabel("Suchen").click();
      gerda.page.getByPlaceholder("Suchen").fill("SCHIEFE");
      gerda.page.keyboard().press("Enter");
      gerda.sees("Nr. 3 Fenster, das schiefe");
      gerda.seesNot("Nr. 120 Fenster");
      gerda.picture("guest-search-phone-de");
      gerda.page.getByText("Schließen", GuestTab.EXACT).click();
      gerda.sees("Nr. 120 Fenster");

      gerda.page.locator(".people-count").click();
      Download mine = gerda.page.waitForDownload(() -> gerda.page.getByText("Meine Daten").click());
      assertThat(Files.readString(mine.path()))
          .contains(
              "Nr. 3 Fenster, das schiefe", "Nr. 120 Fenster", "\"Gerda\"", "Fensterfront SO-4711");
      assertThat(gerda.complaints).isEmpty();
    }
  }

  /** Names and texts that a page can stumble over: long, right to left, markup, emoji. */
  @Test
  void whateverPeopleAreCalledOrWriteThePageStaysWhole() {
    String name = "غادة بنت عبد الرحمن " + "x".repeat(50);
    String text = "<img src=x onerror=alert(1)> שלום 👩‍👩‍👧‍👦 " + "ä".repeat(300);
    try (GuestTab guest = GuestTab.phone(browser, "en-GB")) {
      guest.open(Stage.link(alices));
      guest.join(name, "Join");
      bobs.send(MessageContent.text(text));
      guest.sees("<img src=x onerror=alert(1)> שלום");
      guest.says("مرحبا");
      Stage.heard(bobs, "مرحبا");
      guest.page.locator(".people-count").click();
      guest.sees(name);
      assertThat(guest.page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
      guest.picture("guest-strange-names-phone-en");
      assertThat(guest.complaints).isEmpty();
    }
  }

  /** On a slow line the core is still on its way while the guest reads and types. */
  @Test
  void whatHappensWithTheDataCanBeReadBeforeTheCoreIsThere() {
    List<Route> held = new ArrayList<>();
    try (GuestTab gina = GuestTab.phone(browser, "en-GB")) {
      gina.page.route("**/core.wasm", held::add);
      gina.open(Stage.link(alices));
      gina.sees("You are invited to a conversation");
      gina.sees("What happens with your data");
      gina.page.locator("#name").fill("Gina");
      assertThat(gina.page.getByText("Join", GuestTab.EXACT)).isDisabled();
      gina.picture("guest-slow-line-phone-en");
      Stage.await(
          () -> {
            gina.page.waitForTimeout(50);
            return held.stream().findFirst();
          });

      held.forEach(Route::resume);
      gina.sees("Alice invites you");
      assertThat(gina.page.locator("#name")).hasValue("Gina");
      gina.page.getByText("Join", GuestTab.EXACT).click();
      gina.says("By a slow line");
      Stage.heard(bobs, "By a slow line");
      assertThat(gina.said()).isEmpty();
    }
  }

  /** The browser takes the page's storage away, as it does when it runs out of room. */
  @Test
  void storageThatIsTakenAwayIsSaidAndNothingWrittenIsLost() {
    try (GuestTab gina = GuestTab.phone(browser, "en-GB")) {
      gina.open(Stage.link(alices));
      gina.join("Gina", "Join");
      gina.says("Before");
      Stage.heard(bobs, "Before");
      gina.page.evaluate(
          "async () => { for (const { name } of await indexedDB.databases()) {"
              + " await new Promise((done) => { const gone = indexedDB.deleteDatabase(name);"
              + " gone.onsuccess = gone.onerror = done; }); } }");

      gina.says("After");

      gina.sees("The browser cannot store anything");
      assertThat(gina.page.locator("textarea")).hasValue("After");
      gina.picture("guest-storage-gone-phone-en");
      assertThat(bobs.messages(1).get(0).content()).isEqualTo(MessageContent.text("Before"));
    }
  }
}

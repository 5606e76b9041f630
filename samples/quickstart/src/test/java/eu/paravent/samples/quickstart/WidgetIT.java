package eu.paravent.samples.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.PlaywrightException;
import eu.paravent.client.BusinessReference;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.message.MessageContent;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Staff talk in the pages of a host application, which has another origin than the server. */
@ExtendWith(Stage.Given.class)
class WidgetIT {
  private final Stage stage;
  private final Browser browser;
  // everybody is new, so that no test finds what another one left
  private final String carol = "carol-" + UUID.randomUUID().toString().substring(0, 8);
  private final String order = "SO-" + UUID.randomUUID().toString().substring(0, 8);

  WidgetIT(Stage stage) {
    this.stage = stage;
    browser = stage.chromium.browser();
  }

  @Test
  void staffBeginAConversationAboutTheOrderInTheHostsPage() {
    try (StaffTab tab = StaffTab.desktop(browser)) {
      tab.page.navigate(page(carol, aboutTheOrder()));
      tab.sees("There is no conversation about " + order + " yet.");
      tab.clicks("Begin a conversation");
      tab.says("Is **week 12** possible?");
      Conversation alices = alices();
      Stage.heard(alices, "Is **week 12** possible?");
      alices.send(MessageContent.text("Yes, on Tuesday."));
      tab.sees("Yes, on Tuesday.");
      tab.picture("widget-conversation-desktop-en");

      tab.page.reload();
      tab.sees("Yes, on Tuesday.");
      tab.says("Thank you");
      Stage.heard(alices, "Thank you");
      assertThat(tab.complaints()).isEmpty();
    }
  }

  @Test
  void whatAColleagueBeginsMeanwhileIsShown() {
    try (StaffTab tab = StaffTab.desktop(browser)) {
      tab.page.navigate(page(carol, aboutTheOrder()));
      tab.sees("There is no conversation about " + order + " yet.");
      Conversation begun =
          stage.conversation(
              ConversationSpec.about(BusinessReference.of("sales-order", order))
                  .title("Order " + order)
                  .label("Internal")
                  .participants(stage.acme.user(carol)));
      begun.send(MessageContent.text("I have begun already."));
      tab.sees("I have begun already.");
      tab.says("Thank you");
      Stage.heard(begun, "Thank you");
      tab.sees("Classification: Internal");
      // she is new, and was shown none before
      tab.sees("Acme Fensterbau GmbH has a privacy notice for you.");
      tab.frame().locator(".people-count").click();
      tab.sees("Who answers for what");
      tab.sees("(acme.example) answers for its staff and the messages on their devices");
      assertThat(tab.complaints()).isEmpty();
    }
  }

  @Test
  void theListCountsWhatIsUnreadForTheHostToo() {
    try (StaffTab tab = StaffTab.desktop(browser)) {
      tab.page.navigate(page(carol, ""));
      tab.sees("No conversations yet.");
      Conversation first = withCarol("Delivery");
      Conversation second = withCarol("Complaint");
      first.send(MessageContent.text("One"));
      first.send(MessageContent.text("Two"));
      second.send(MessageContent.text("Three"));
      assertThat(tab.page.locator("output")).hasText("3");
      tab.sees("Delivery");
      tab.picture("widget-list-desktop-en");
      tab.clicks("Delivery");
      tab.sees("Two");
      assertThat(tab.page.locator("output")).hasText("1");
      tab.frame().getByLabel("Back to the list").click();
      tab.sees("Complaint");
      assertThat(tab.complaints()).isEmpty();
    }
  }

  @Test
  void severalWindowsAreOneDevice() {
    try (StaffTab first = StaffTab.desktop(browser)) {
      first.page.navigate(page(carol, aboutTheOrder()));
      first.clicks("Begin a conversation");
      first.says("From the first window");
      StaffTab second = first.again();
      second.page.navigate(page(carol, aboutTheOrder()));
      second.sees("From the first window");
      second.says("From the second window");
      first.sees("From the second window");
      first.page.close();
      second.says("The first one is closed");
      Stage.heard(alices(), "The first one is closed");
      assertThat(second.complaints()).isEmpty();
    }
  }

  @Test
  void aGuestIsInvitedFromTheHostsPage() {
    try (StaffTab tab = StaffTab.desktop(browser);
        GuestTab gina = GuestTab.phone(browser, "en-GB")) {
      tab.page.navigate(page(carol, aboutTheOrder()));
      tab.clicks("Begin a conversation");
      tab.frame().getByLabel("Invite a guest").click();
      String link = tab.frame().getByLabel("Invitation link").inputValue();
      tab.clicks("Close");
      gina.open(link);
      gina.sees("invites you");
      gina.join("Gina", "Join");
      tab.sees("Guests read along: Gina");
      gina.says("Hello from outside");
      tab.sees("Hello from outside");
      assertThat(tab.complaints()).isEmpty();
    }
  }

  @Test
  void hostAndChatCannotReachIntoEachOther() {
    try (StaffTab tab = StaffTab.desktop(browser)) {
      tab.page.navigate(page(carol, ""));
      tab.sees("No conversations yet.");
      assertThatThrownBy(() -> tab.chat().evaluate("() => parent.document.title"))
          .isInstanceOf(PlaywrightException.class)
          .hasMessageContaining("cross-origin");
      assertThat(
              tab.page.evaluate(
                  "() => document.querySelector('paravent-chat').shadowRoot.querySelector('iframe')"
                      + ".contentDocument"))
          .isNull();
      // the host's colours arrive, its rules do not
      assertThat(
              tab.chat()
                  .evaluate(
                      "() =>"
                          + " getComputedStyle(document.documentElement).getPropertyValue('--accent')"))
          .isEqualTo("#7a1f5c");
    }
  }

  @Test
  void whoIsNotNamedCannotShowTheChat() throws Exception {
    try (HostApplication stranger = new HostApplication(stage.acme, 0);
        StaffTab tab = StaffTab.desktop(browser)) {
      tab.page.navigate(OrderPage.of(stranger, carol, stage.server.uri(), ""));
      assertThat(tab.page.locator("h1")).isVisible();
      Stage.await(
          () ->
              tab.complaints().stream().filter(said -> said.contains("frame-ancestors")).findAny());
    }
  }

  @Test
  void whoseSessionIsAnothersGetsNoDevice() {
    try (StaffTab tab = StaffTab.desktop(browser)) {
      // the page says Alice, the session says Carol
      tab.page.navigate(page(carol, "data-x=''"));
      tab.sees("No conversations yet.");
      tab.page.evaluate(
          "uri => { const chat = document.querySelector('paravent-chat'); chat.remove();"
              + " chat.setAttribute('user', uri); document.body.append(chat); }",
          stage.acme.user("dora").uri());
      tab.frame().locator("body").waitFor();
      Stage.await(() -> tab.complaints().stream().filter(said -> said.contains("403")).findAny());
    }
  }

  private String page(String user, String attributes) {
    return OrderPage.of(stage.host, user, stage.server.uri(), attributes);
  }

  private String aboutTheOrder() {
    return "reference-type='sales-order' reference-key='%s' reference-title='Order %s' participants='%s'"
        .formatted(order, order, stage.alice.self().uri());
  }

  private Conversation alices() {
    return Stage.await(
        () ->
            stage.alice.conversations().about(BusinessReference.of("sales-order", order)).stream()
                .findFirst());
  }

  private Conversation withCarol(String title) {
    return stage.conversation(title, stage.acme.user(carol));
  }
}

package eu.paravent.samples.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import eu.paravent.client.Conversation;
import eu.paravent.client.Disclosure;
import eu.paravent.client.Message;
import eu.paravent.client.Participant;
import eu.paravent.client.SendOptions;
import eu.paravent.client.message.Expiry;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Receipt;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Mentions, places, messages that disappear, receipts and typing, in a real browser. */
@ExtendWith(Stage.Given.class)
class GuestContentIT {
  private final Stage stage;
  private final Browser browser;
  private final Conversation alices, bobs;

  GuestContentIT(Stage stage) {
    this.stage = stage;
    browser = stage.chromium.browser();
    alices = stage.conversation("Fensterfront SO-4712");
    bobs = stage.bobs(alices);
  }

  @AfterEach
  void noAlarm() {
    stage.alice.disclose(Disclosure.NONE);
    assertThat(stage.alarms()).isEmpty();
  }

  @Test
  void peopleAreMentionedByKeyboardAndByLink() {
    try (GuestTab gerda = joined("de-DE", "Gerda Grün", "Beitreten")) {
      Locator line = gerda.page.locator("textarea");
      line.pressSequentially("Bitte @");
      assertThat(gerda.page.locator(".mentions [role=option]")).hasCount(2);
      gerda.picture("guest-mention-phone-de");
      line.pressSequentially("bo");
      assertThat(gerda.page.locator(".mentions [role=option]")).hasCount(1);
      gerda.page.keyboard().press("Enter");
      line.pressSequentially("ansehen");
      gerda.page.keyboard().press("Enter");

      Message asked = Stage.await(() -> newest(bobs).filter(m -> m.mentions(stage.bob.self())));
      assertThat(((MessageContent.Text) asked.content()).text()).contains("[@Bob](mimi://");
      gerda.sees("Bitte @Bob ansehen");

      Participant guest = guest(bobs);
      bobs.send(MessageContent.text("Gern, " + guest.mention() + "!"));
      assertThat(gerda.page.locator(".mention.me")).hasText("@Gerda Grün");
      assertThat(gerda.said()).isEmpty();
    }
  }

  @Test
  void aPlaceIsSentOnceAfterAQuestion() {
    try (GuestTab gina = joined("en-GB", "Gina", "Join")) {
      gina.at(48.2010, 16.3695);
      gina.page.getByLabel("Send location").click();
      gina.sees("It is sent once, not followed.");
      gina.page.locator("dialog button.danger").click();

      MessageContent.Location place =
          Stage.await(
              () ->
                  newest(bobs)
                      .map(Message::content)
                      .filter(MessageContent.Location.class::isInstance)
                      .map(MessageContent.Location.class::cast));
      assertThat(place.geoUri()).isEqualTo("geo:48.201,16.3695;u=12");
      assertThat(gina.page.locator("a[href^='geo:48.201,16.3695']")).isVisible();
      gina.picture("guest-place-phone-en");
      assertThat(gina.said()).isEmpty();
    }
  }

  @Test
  void whatIsToDisappearDisappearsOnBothSides() {
    try (GuestTab gina = joined("en-GB", "Gina", "Join")) {
      bobs.send(
          MessageContent.text("The code is 4711"),
          SendOptions.none().expiring(Expiry.afterReading(Duration.ofSeconds(6))));
      gina.sees("The code is 4711");
      assertThat(gina.page.locator("[data-until]")).hasCount(1);
      gina.seesNot("The code is 4711");
      Stage.await(() -> Optional.of(bobs.messages(10)).filter(all -> all.isEmpty()));

      gina.page.locator("select.timer").selectOption("60");
      gina.says("Gone in a minute");
      Message sent = Stage.heard(bobs, "Gone in a minute");
      bobs.read(sent.id());
      assertThat(newest(bobs).orElseThrow().expires()).isPresent();
      assertThat(gina.said()).isEmpty();
    }
  }

  @Test
  void receiptsAndTypingAreToldByChoice() {
    try (GuestTab gina = joined("en-GB", "Gina", "Join")) {
      bobs.send(MessageContent.text("Unseen?"));
      gina.sees("Unseen?");
      gina.says("Not told");
      Stage.heard(bobs, "Not told");
      assertThat(bobs.messages(2).get(1).receipts()).isEmpty();

      gina.page.locator(".people-count").click();
      gina.page.getByText("Show others what I read and when I write").click();
      bobs.send(MessageContent.text("Seen?"));
      gina.sees("Seen?");
      Stage.await(
          () ->
              newest(bobs)
                  .filter(
                      m -> m.receipts().stream().anyMatch(r -> r.status() == Receipt.Status.READ)));
      gina.page.locator("textarea").pressSequentially("On my w");
      Stage.await(() -> Optional.of(bobs.typing()).filter(who -> who.size() == 1));

      stage.alice.disclose(Disclosure.ALL);
      alices.showTyping();
      gina.sees("Alice is writing");
      gina.says("On my way");
      alices.read(Stage.heard(alices, "On my way").id());
      gina.sees("read by Alice");
      gina.picture("guest-receipts-phone-en");
      assertThat(gina.said()).isEmpty();
    }
  }

  private GuestTab joined(String language, String name, String button) {
    GuestTab tab = GuestTab.phone(browser, language);
    tab.open(Stage.link(alices));
    tab.join(name, button);
    Stage.await(() -> Optional.of(guest(bobs)).filter(guest -> guest.displayName().equals(name)));
    return tab;
  }

  private static Participant guest(Conversation conversation) {
    return Stage.await(
        () ->
            conversation.participants().stream()
                .filter(p -> p.role() == Participant.Role.GUEST)
                .findFirst());
  }

  private static Optional<Message> newest(Conversation conversation) {
    return conversation.messages(1).stream().findFirst();
  }
}

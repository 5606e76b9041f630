package eu.paravent.samples.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.ColorScheme;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.notice.PrivacyNotice.LegalBasis;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the company says comes before the conversation, and consent ends as easily as it began. */
@ExtendWith(Stage.Given.class)
class NoticeIT {
  private final Stage stage;
  private final Browser browser;

  NoticeIT(Stage stage) {
    this.stage = stage;
    browser = stage.chromium.browser();
  }

  @Test
  void aGuestConsentsAndTakesItBack() throws Exception {
    try (OrganisationAuthority company = OrganisationAuthority.create("handel.example")) {
      stage.found(company, LegalBasis.CONSENT);
      try (ChatClient carla = stage.staff(company, "Carla");
          GuestTab gerda = GuestTab.phone(browser, "de-DE", ColorScheme.DARK)) {
        Conversation conversation =
            carla.conversations().create(ConversationSpec.titled("Angebot 17"));
        gerda.open(Stage.link(conversation));
        gerda.sees("Datenschutzhinweis: Acme Fensterbau GmbH");
        gerda.sees("Abwicklung Ihres Auftrags (Ihre Einwilligung)");
        gerda.sees("bewahren wir auf, solange das Handelsrecht es verlangt");
        assertThat(gerda.page.getByText("Den ganzen Datenschutzhinweis lesen"))
            .hasAttribute("href", "https://acme.example/datenschutz");
        assertThat(new AxeBuilder(gerda.page).analyze().getViolations()).isEmpty();
        gerda.page.screenshot(
            new com.microsoft.playwright.Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(java.nio.file.Path.of("target/screenshots/guest-notice-phone-de.png")));

        gerda.page.locator("#name").fill("Gerda");
        gerda.page.getByText("Beitreten", GuestTab.EXACT).click();
        // without consent nothing happens
        assertThat(gerda.page.locator("#consent:invalid")).isVisible();
        gerda.page.locator("#consent").check();
        gerda.join("Gerda", "Beitreten");
        Stage.await(() -> Optional.of(conversation.participants()).filter(all -> all.size() == 2));

        gerda.page.reload();
        gerda.sees("Angebot 17");
        gerda.page.locator(".people-count").click();
        gerda.page.getByText("Einwilligung widerrufen", GuestTab.EXACT).click();
        Download download =
            gerda.page.waitForDownload(
                () -> gerda.page.locator("dialog button.danger").last().click());
        gerda.sees("Sie haben das Gespräch verlassen.");
        Stage.await(() -> Optional.of(conversation.participants()).filter(all -> all.size() == 1));
        assertThat(kinds(download)).isEqualTo(List.of("consented", "withdrawn"));
        assertThat(gerda.complaints).isEmpty();
      }
    }
  }

  @Test
  void whoIsInsideIsAskedAgainWhenTheNoticeChanges() throws Exception {
    try (OrganisationAuthority company = OrganisationAuthority.create("neu.example")) {
      stage.found(company, LegalBasis.CONTRACT);
      try (ChatClient carla = stage.staff(company, "Carla");
          GuestTab gerda = GuestTab.phone(browser, "de-DE");
          GuestTab gina = GuestTab.desktop(browser, "en-GB")) {
        // with a person of another company, so that two answer for what is said
        Conversation conversation =
            Stage.begun(
                carla, ConversationSpec.titled("Angebot 18").participants(stage.bob.self()));
        String link = Stage.invite(conversation, 2).link().orElseThrow().url();
        gerda.open(link);
        gerda.join("Gerda", "Beitreten");
        gina.open(link);
        gina.join("Gina", "Join");
        gerda.seesNot("hat den Datenschutzhinweis geändert");
        Registration.publish(stage.server.uri(), company, 2, AcmeProfile.on(LegalBasis.CONSENT, 2));

        gerda.looksAgain();
        gerda.sees("Acme Fensterbau GmbH hat den Datenschutzhinweis geändert.");
        gerda.presses("Neuen Hinweis lesen");
        gerda.sees("Abwicklung Ihres Auftrags (Ihre Einwilligung)");
        GuestPageIT.assertAccessible(gerda);
        gerda.picture("guest-notice-changed-phone-de");
        // without consent nothing happens, and nobody is put out
        gerda.presses("Einwilligen");
        assertThat(gerda.page.locator("#consent:invalid")).isVisible();
        gerda.presses("Später");
        gerda.says("Ich sehe es mir später an.");
        Stage.heard(conversation, "Ich sehe es mir später an.");
        gerda.presses("Neuen Hinweis lesen");
        gerda.page.locator("#consent").check();
        gerda.presses("Einwilligen");
        gerda.seesNot("hat den Datenschutzhinweis geändert");
        gerda.page.reload();
        gerda.sees("Ich sehe es mir später an.");
        gerda.looksAgain();
        gerda.page.locator(".people-count").click();
        gerda.sees("Einwilligung widerrufen");
        gerda.sees("Wer wofür verantwortlich ist");
        gerda.sees("Acme Fensterbau GmbH (neu.example) ist verantwortlich");
        gerda.sees("die selbst eingeladenen Gäste");
        gerda.sees("Acme Fensterbau GmbH (acme.example) ist verantwortlich");
        assertThat(gerda.page.locator(".people a").first())
            .hasAttribute("href", "https://acme.example/datenschutz");
        gerda.page.locator(".people summary").first().click();
        gerda.sees("Hauptstraße 1, 12345 Musterstadt");
        gerda.sees("Deutschland / Germany");
        gerda.sees("bewahren wir auf, solange das Handelsrecht es verlangt");
        GuestPageIT.assertAccessible(gerda);
        gerda.picture("guest-controllers-phone-de");
        Download download =
            gerda.page.waitForDownload(() -> gerda.presses("Meine Daten herunterladen"));
        assertThat(kinds(download)).isEqualTo(List.of("noted", "consented"));
        gerda.seesNot("hat den Datenschutzhinweis geändert");

        gina.looksAgain();
        gina.sees("Acme Fensterbau GmbH has changed its privacy notice.");
        gina.presses("Read the new notice");
        gina.sees("Carrying out your order (your consent)");
        gina.presses("Later");
        gina.page.locator(".people-count").click();
        gina.sees("Who answers for what");
        gina.sees(
            "Acme Fensterbau GmbH (neu.example) answers for its staff, the guests it invited");
        gina.sees("Acme Fensterbau GmbH (acme.example) answers for its staff");
        assertThat(gerda.said()).isEmpty();
        assertThat(gina.said()).isEmpty();
      }
    }
  }

  private static List<String> kinds(Download download) throws Exception {
    try (InputStream in = download.createReadStream()) {
      JsonArray receipts = JsonParser.object().from(in).getArray("receipts");
      return receipts.stream().map(receipt -> ((JsonObject) receipt).getString("kind")).toList();
    }
  }
}

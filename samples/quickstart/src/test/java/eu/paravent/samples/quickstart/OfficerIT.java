package eu.paravent.samples.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a data protection officer does at the server's page, with a role of the issuer. */
@ExtendWith(Stage.Given.class)
class OfficerIT {
  private final Stage stage;
  private final Browser browser;

  OfficerIT(Stage stage) {
    this.stage = stage;
    browser = stage.chromium.browser();
  }

  @Test
  void readsInGermanWhatAnAuditorAsks() throws Exception {
    stage.officers.role("paravent-dpo");
    try (GuestTab officer = GuestTab.desktop(browser, "de-DE")) {
      signIn(officer, "Anmelden");
      officer.sees("Acme Fensterbau GmbH");
      officer.sees("Keine Abweichungen vom Profil");
      accessible(officer, "officer-overview-de");

      open(officer, "Dokumente");
      officer.sees("Verzeichnis von Verarbeitungstätigkeiten (Art. 30 DSGVO)");
      accessible(officer, "officer-documents-de");
      Download html =
          officer.page.waitForDownload(
              () -> button(officer, "Als HTML speichern: Technische und").click());
      assertThat(html.suggestedFilename()).isEqualTo("measures.de.html");
      assertThat(text(html)).contains("<html lang=\"de\">", "MLS (RFC 9420)", "acme.example");
      assertThat(officer.said()).isEmpty();
    }
  }

  @Test
  void readsInEnglishOnAPhoneInTheDark() {
    stage.officers.role("paravent-dpo");
    try (GuestTab officer = GuestTab.phone(browser, "en-GB", ColorScheme.DARK)) {
      signIn(officer, "Sign in");
      officer.sees("No deviations from the profile");
      accessible(officer, "officer-overview-phone-en");
      button(officer, "Deutsch").click();
      officer.sees("Keine Abweichungen vom Profil");
      assertThat(officer.page.locator("html")).hasAttribute("lang", "de");
      button(officer, "English").click();

      // with the keyboard alone
      officer.sees("Retention");
      officer.tabTo("nav a[href='#documents']", "Tab");
      officer.page.keyboard().press("Enter");
      officer.sees("Record of processing activities (GDPR Art. 30)");
      officer.tabTo("section button", "Tab");
      officer.page.keyboard().press("Enter");
      officer.sees("The members of each conversation.");
      accessible(officer, "officer-document-phone-en");

      // the token was in memory only
      officer.page.reload();
      assertThat(button(officer, "Sign in")).isVisible();
      assertThat(
              (String)
                  officer.page.evaluate(
                      "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"))
          .isEqualTo("[{},{},\"\"]");
      assertThat(officer.said()).isEmpty();
    }
  }

  @Test
  void nobodyElseGetsToSeeAnything() {
    stage.officers.role("paravent-admin");
    try (GuestTab clerk = GuestTab.desktop(browser, "en-GB")) {
      signIn(clerk, "Sign in");
      clerk.sees("The token does not name the role paravent-dpo");
      clerk.seesNot("Acme Fensterbau GmbH");

      clerk.open(stage.server.uri() + "/dpo/nobody.example");
      clerk.sees("The operator has named no sign-in service for this organisation");
      clerk.open(stage.server.uri() + "/dpo");
      clerk.page.locator("#organisation").fill("acme.example");
      accessible(clerk, "officer-which-organisation-en");
      clerk.page.keyboard().press("Enter");
      assertThat(button(clerk, "Sign in")).isVisible();
      accessible(clerk, "officer-sign-in-en");
      // the browser says itself that it was refused
      assertThat(clerk.said()).allMatch(line -> line.contains("403"));
    }
  }

  private void signIn(GuestTab tab, String name) {
    tab.open(stage.server.uri() + "/dpo/acme.example");
    button(tab, name).click();
  }

  private static void open(GuestTab tab, String view) {
    tab.page
        .locator("nav")
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(view))
        .click();
    assertThat(tab.page.locator("h1")).hasText(view);
    assertThat(tab.page.locator("[role=status]")).hasCount(0);
  }

  private static Locator button(GuestTab tab, String name) {
    return tab.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first();
  }

  private static void accessible(GuestTab tab, String picture) {
    List<String> violations =
        new AxeBuilder(tab.page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations()
                .stream()
                .map(Rule::toString)
                .toList();
    tab.page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "screenshots", picture + ".png")));
    assertThat(violations).as(picture).isEmpty();
  }

  private static String text(Download download) throws Exception {
    try (InputStream in = download.createReadStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

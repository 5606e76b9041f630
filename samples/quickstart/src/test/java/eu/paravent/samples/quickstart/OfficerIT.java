package eu.paravent.samples.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.invite.GuestLink;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
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

  /** A receipt, and what it is about: the very notice that was published then. */
  @Test
  void findsWhatAGuestWasShown() throws Exception {
    stage.officers.role("paravent-dpo");
    Conversation order = stage.conversation("Order for the officer");
    GuestLobby lobby = GuestLobby.open(GuestLink.parse(Stage.link(order))).acceptNotice("de");
    try (ChatClient gina = lobby.join("Gina", EncryptedStore.inMemory(key()));
        GuestTab officer = GuestTab.desktop(browser, "de-DE")) {
      signIn(officer, "Anmelden");
      open(officer, "Belege");
      officer.page.locator("#device").fill("mimi://acme.example/g/nobody");
      button(officer, "Nachsehen").click();
      officer.sees("Dieses Gerät hat keine Belege hinterlassen.");
      officer.page.locator("#device").fill(gina.self().uri());
      officer.page.keyboard().press("Enter");
      officer.sees("Kenntnisnahme");
      accessible(officer, "officer-receipts-de");
      String receipt = text(saved(officer, "Signierte Belege speichern"));
      assertThat(receipt).contains(gina.noticeReceipts().get(0).signed());

      open(officer, "Profil und Hinweise");
      officer.sees("datenschutz@acme.example");
      // the hash in what the guest's device signed is that of what was published
      officer.sees(said(gina.noticeReceipts().get(0).signed()).getString("profileHash"));
      accessible(officer, "officer-notices-de");
      String signed = text(saved(officer, "Signiert speichern: 1"));
      assertThat(said(JsonParser.object().from(signed).getString("profile")).getString("name"))
          .isEqualTo("Acme Fensterbau GmbH");
      button(officer, "Lesen: 1").click();
      officer.sees("solange das Handelsrecht es verlangt");
      officer.sees("Vertrag (Art. 6 Abs. 1 lit. b)");
      accessible(officer, "officer-notice-of-then-de");
      assertThat(officer.said()).isEmpty();
    }
  }

  /** Carol asks to be erased; with the keyboard alone where that is another way. */
  @Test
  void answersARequestUpToTheReport() throws Exception {
    stage.officers.role("paravent-dpo");
    String carol;
    try (ChatClient client = stage.staff(stage.acme, "Carol")) {
      Stage.await(() -> Optional.of(client).filter(one -> one.connection().online()));
      carol = client.self().uri();
    }
    try (GuestTab officer = GuestTab.phone(browser, "en-GB")) {
      signIn(officer, "Sign in");
      open(officer, "Cases");
      officer.page.locator("#kind").selectOption("erasure");
      officer.page.locator("#person").fill("mimi://elsewhere.example/u/eve");
      officer.page.locator("#reference").fill("DSB 7/2026");
      button(officer, "Open the case").click();
      officer.sees("A person of acme.example is mimi://acme.example/u/…");
      officer.page.locator("#person").fill(carol);
      officer.tabTo("form button", "Tab");
      officer.page.keyboard().press("Enter");
      assertThat(officer.page.locator("h1")).hasText("Erasure (Art. 17): " + carol);
      accessible(officer, "officer-case-phone-en");

      Map<String, String> export = unpacked(saved(officer, "Export what the server has (ZIP)"));
      assertThat(export.keySet()).containsExactly("data.json", "auskunft.html", "access.html");
      assertThat(export.get("data.json")).contains(carol);
      button(officer, "Erase").click();
      officer.sees("Report of the erasure");
      officer.sees("All other devices have fetched what was said before the erasure began.");
      assertThat(row(officer, "Sessions")).containsText("erased");
      assertThat(row(officer, "Cases")).containsText("Proof that the request was answered");
      accessible(officer, "officer-erasure-phone-en");
      button(officer, "Extend the deadline").click();
      officer.sees("(extended)");
      button(officer, "Close as fulfilled").click();
      assertThat(button(officer, "Erase")).hasCount(0);

      officer.page.getByText("Back to the list", GuestTab.EXACT).click();
      officer.sees("DSB 7/2026");
      assertThat(row(officer, carol)).containsText("fulfilled");
      accessible(officer, "officer-cases-phone-en");
      // the refused person was said by the browser too
      assertThat(officer.said()).allMatch(line -> line.contains("422"));
    }
  }

  /** A device was lost; and whoever looked is in the log, which is checked without the server. */
  @Test
  void saysWhatABreachConcernsAndIsInTheLog() throws Exception {
    stage.officers.role("paravent-dpo");
    Conversation order = stage.conversation("Order of a lost device");
    GuestLobby lobby = GuestLobby.open(GuestLink.parse(Stage.link(order))).acceptNotice("de");
    String lost;
    try (ChatClient gina = lobby.join("Gina", EncryptedStore.inMemory(key()))) {
      lost = gina.self().uri();
    }
    try (GuestTab officer = GuestTab.desktop(browser, "de-DE")) {
      signIn(officer, "Anmelden");
      open(officer, "Datenpanne");
      accessible(officer, "officer-breach-de");
      officer.page.locator("#device").fill(lost);
      assertThat(text(saved(officer, "Als HTML speichern")))
          .contains("<html lang=\"de\">", order.id().value());
      button(officer, "Unterlage erstellen").click();
      officer.sees(order.id().value());
      accessible(officer, "officer-breach-pack-de");
      officer.page.getByText("Zurück zur Liste", GuestTab.EXACT).click();
      String now = Instant.now().toString();
      officer.page.locator("#from").fill(now.substring(0, 10) + "T00:00");
      officer.page.locator("#to").fill(now.substring(0, 10) + "T23:59");
      button(officer, "Unterlage erstellen").click();
      officer.sees(order.id().value());

      open(officer, "Prüfprotokoll");
      assertThat(officer.page.locator("#finding")).containsText("Unversehrt");
      assertThat(row(officer, lost)).containsText("incident-read");
      officer.sees("officer-signed-in");
      accessible(officer, "officer-audit-de");
      open(officer, "Prüfprotokoll");
      // reading it was an entry too
      officer.sees("log-read");
      Path log = Files.createTempFile("audit", ".json");
      Files.writeString(log, text(saved(officer, "Protokoll speichern")));
      String key = officer.page.locator("table").last().locator("td").last().innerText();
      assertThat(verdict("--key", key, log.toString())).startsWith("IN ORDER");
      Files.writeString(log, Files.readString(log).replaceFirst("\"eyJ", "\"eyK"));
      assertThat(verdict("--key", key, log.toString())).doesNotStartWith("IN ORDER");
      Files.delete(log);
      officer.page.locator("#which").selectOption("server");
      officer.sees("key-added");
      assertThat(officer.said()).isEmpty();
    }
  }

  @Test
  void seesWhoKeepsRecordsAndHowLongTheServerKeepsWhat() throws Exception {
    stage.officers.role("paravent-dpo");
    try (ChatClient archive =
            ChatClient.builder()
                .server(stage.server.uri())
                .store(EncryptedStore.inMemory(key()))
                .identity(stage.acme.archivistEnroller("archive"))
                .open();
        GuestTab officer = GuestTab.desktop(browser, "en-GB")) {
      Stage.await(() -> Optional.of(archive).filter(one -> one.connection().online()));
      Conversation order =
          stage.conversation(
              ConversationSpec.titled("Letters")
                  .keptAs(ConversationClass.COMMERCIAL_LETTER)
                  .participants(stage.bob.self())
                  .archivists(archive.self()));
      Stage.await(() -> archive.conversations().find(order.id()));
      signIn(officer, "Sign in");
      open(officer, "Archive");
      assertThat(row(officer, archive.self().uri()).locator("td"))
          .containsText(new String[] {archive.self().uri(), "1", "1"});
      accessible(officer, "officer-archive-en");
      officer.page.keyboard().press("Tab");
      officer.tabTo("nav a[href='#retention']", "Tab");
      officer.page.keyboard().press("Enter");
      assertThat(row(officer, "Messages (encrypted)")).containsText("90");
      officer.sees("the server reads them only to refuse less");
      accessible(officer, "officer-retention-en");
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

  private static Locator row(GuestTab tab, String text) {
    return tab.page.locator("tbody tr", new Page.LocatorOptions().setHasText(text)).first();
  }

  private static Download saved(GuestTab tab, String name) {
    return tab.page.waitForDownload(() -> button(tab, name).click());
  }

  private static StoreKey key() {
    return StoreKey.copyOf(new byte[StoreKey.LENGTH]);
  }

  private static JsonObject said(String jws) throws Exception {
    return JsonParser.object()
        .from(
            new String(Base64.getUrlDecoder().decode(jws.split("\\.")[1]), StandardCharsets.UTF_8));
  }

  /** What officers run, with nothing but a JDK. */
  private static String verdict(String... arguments) throws Exception {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "../../reference-server/src/main/operate/VerifyAudit.java"));
    line.addAll(List.of(arguments));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private static Map<String, String> unpacked(Download download) throws Exception {
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(download.createReadStream())) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  /** In the light, in the dark, and back in what it was. */
  private static void accessible(GuestTab tab, String picture) {
    List<String> violations = new ArrayList<>();
    boolean dark =
        (boolean) tab.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches");
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      tab.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      new AxeBuilder(tab.page)
          .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
          .analyze()
          .getViolations()
          .forEach(rule -> violations.add(scheme + " " + rule));
    }
    tab.page.emulateMedia(
        new Page.EmulateMediaOptions().setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT));
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

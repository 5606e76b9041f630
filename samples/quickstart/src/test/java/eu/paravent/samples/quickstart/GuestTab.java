package eu.paravent.samples.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Geolocation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a guest does in the page. Everything that the browser complains about is kept. */
final class GuestTab implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  final Page page;
  final List<String> complaints = new ArrayList<>();
  static final Page.GetByTextOptions EXACT = new Page.GetByTextOptions().setExact(true);

  private final BrowserContext context;

  private GuestTab(BrowserContext context) {
    this.context = context;
    this.page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          // that a request got no answer is the test's doing
          if (List.of("error", "warning").contains(message.type())
              && !message.text().contains("net::ERR")) {
            complaints.add(message.text());
          }
        });
  }

  static GuestTab phone(Browser browser, String language) {
    return phone(browser, language, ColorScheme.LIGHT);
  }

  static GuestTab phone(Browser browser, String language, ColorScheme scheme) {
    return new GuestTab(
        browser.newContext(
            new Browser.NewContextOptions()
                .setLocale(language)
                .setColorScheme(scheme)
                .setPermissions(List.of("microphone", "camera"))
                .setViewportSize(360, 740)));
  }

  static GuestTab desktop(Browser browser, String language) {
    return new GuestTab(
        browser.newContext(
            new Browser.NewContextOptions()
                .setLocale(language)
                .setPermissions(List.of("microphone", "camera"))
                .setViewportSize(1280, 800)));
  }

  /** What the browser said against it so far. */
  List<String> said() {
    // console messages come in while Playwright waits
    page.waitForTimeout(50);
    return complaints;
  }

  /** Another tab of the same browser. */
  GuestTab again() {
    return new GuestTab(context);
  }

  void open(String link) {
    page.navigate(link);
  }

  /** Runs a script of the tests with the page's parts, on a page in English that begins nothing. */
  Object runs(Stage stage, String script) throws IOException {
    open(stage.server.uri().resolve("/g/AAAAAAAAAAAAAAAAAAAAAA").toString());
    sees("The link is not complete");
    return page.evaluate(script(script));
  }

  static String script(String name) throws IOException {
    try (InputStream file = GuestTab.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).replaceAll(";\\s*$", "");
    }
  }

  void join(String name, String button) {
    page.locator("#name").fill(name);
    page.getByText(button, EXACT).click();
    inside();
  }

  /** Joins, unless that was done already. */
  void finishJoining(String name, String button) {
    assertThat(page.locator("textarea, #name:not([disabled])").first()).isVisible();
    if (page.locator("#name").isVisible()) {
      assertThat(page.getByText(button, EXACT)).isEnabled();
      join(name, button);
    }
    inside();
  }

  private void inside() {
    try {
      assertThat(page.locator("textarea")).isVisible();
    } catch (AssertionError e) {
      picture("failed-to-join");
      throw new AssertionError(complaints + " " + page.locator("body").innerText(), e);
    }
  }

  /** Goes from stop to stop until it is there, as who uses no mouse does. */
  void tabTo(String selector, String key) {
    for (int stops = 0; stops < 40; stops++) {
      page.keyboard().press(key);
      if ((boolean) page.evaluate("s => document.activeElement.matches(s)", selector)) {
        return;
      }
    }
    throw new AssertionError("The keyboard does not lead to " + selector);
  }

  void says(String text) {
    page.locator("textarea").fill(text);
    page.keyboard().press("Enter");
  }

  void sendsFile(String name, String type, byte[] content) {
    page.locator("input[type=file]").setInputFiles(new FilePayload(name, type, content));
  }

  byte[] downloads(String name) throws IOException {
    Download download =
        page.waitForDownload(() -> message(name).locator(".file button").first().click());
    return Files.readAllBytes(download.path());
  }

  Locator message(String text) {
    return page.locator(".message", new Page.LocatorOptions().setHasText(text)).first();
  }

  /** A button, by its whole name. */
  void presses(String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }

  /** Opens what can be done with the message, and does it. */
  void does(String text, String action) {
    Locator message = message(text);
    message.locator("summary").click();
    message.locator(".actions button", new Locator.LocatorOptions().setHasText(action)).click();
  }

  void sees(String text) {
    assertThat(page.locator("body")).containsText(text);
  }

  void seesNot(String text) {
    assertThat(page.locator("body")).not().containsText(text);
  }

  /** Where this device is, and that the page may know. */
  void at(double latitude, double longitude) {
    context.grantPermissions(List.of("geolocation"));
    context.setGeolocation(new Geolocation(latitude, longitude).setAccuracy(12));
  }

  void offline(boolean offline) {
    context.setOffline(offline);
  }

  /** Clients look for some things seldom, and when the network comes back. */
  void looksAgain() {
    page.evaluate("() => dispatchEvent(new Event('online'))");
  }

  void picture(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  @Override
  public void close() {
    context.close();
  }
}

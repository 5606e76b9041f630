package eu.paravent.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import eu.paravent.server.testing.Chromium;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.opentest4j.TestAbortedException;

/** Reads the built site in a browser, on a desk and on a telephone, by day and by night. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SiteIT {
  private static final Path SITE = Path.of("target", "site").toAbsolutePath();
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  /** Layout and colours are the same on all pages of a kind. */
  private static final List<String> ONE_OF_EACH_KIND =
      List.of(
          "/index.html",
          "/de/concepts/guests.html",
          "/howto/open.html",
          "/operate/sizing.html",
          "/compare.html");

  private HttpServer http;
  private Chromium chromium;
  private Browser browser;

  @BeforeAll
  void start() {
    if (!Files.exists(SITE.resolve("index.html"))) {
      throw new TestAbortedException("The site was not built");
    }
    http = PagesOnLoopback.serve(SITE);
    chromium = Chromium.start();
    browser = chromium.browser();
  }

  @AfterAll
  void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (http != null) {
      http.stop(0);
    }
  }

  @Test
  void isReadableForEverybodyByDay() {
    assertThat(barriers(ColorScheme.LIGHT)).isEmpty();
  }

  @Test
  void isReadableForEverybodyByNight() {
    assertThat(barriers(ColorScheme.DARK)).isEmpty();
  }

  private List<String> barriers(ColorScheme scheme) {
    List<String> found = new ArrayList<>();
    try (BrowserContext reader =
        browser.newContext(new Browser.NewContextOptions().setColorScheme(scheme))) {
      Page page = reader.newPage();
      for (String place : ONE_OF_EACH_KIND) {
        page.navigate(origin() + place);
        for (Rule rule : new AxeBuilder(page).withTags(WCAG).analyze().getViolations()) {
          found.add(place + ": " + rule.getId() + " at " + first(rule));
        }
      }
    }
    return found;
  }

  private static String first(Rule rule) {
    return rule.getNodes().stream()
        .limit(3)
        .map(node -> node.getHtml().lines().findFirst().orElse(""))
        .collect(joining(" | "));
  }

  @Test
  void fitsOnATelephone() {
    try (BrowserContext reader =
        browser.newContext(new Browser.NewContextOptions().setViewportSize(360, 740))) {
      Page page = reader.newPage();
      for (String place : written()) {
        page.navigate(origin() + place);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
            .as(place + " is not wider than a telephone")
            .isEqualTo(true);
      }
    }
  }

  @Test
  void asksNobodyElseForAnythingAndIsSearchedWithoutTheNetwork() {
    try (BrowserContext reader = browser.newContext()) {
      List<String> foreign = new ArrayList<>();
      reader.onRequest(
          request -> {
            if (!request.url().startsWith(origin()) && !request.url().startsWith("data:")) {
              foreign.add(request.url());
            }
          });
      Page page = reader.newPage();
      page.navigate(origin() + "/de/index.html");
      page.locator(".VPNavBarSearch button").first().click();
      page.locator("#localsearch-input").fill("Ausweisstelle");
      assertThat(page.locator("#localsearch-list [role=option]").first()).isVisible();
      page.locator("#localsearch-list [role=option] a").first().click();

      assertThat(page.locator("main")).containsText("Ausweisstelle");
      assertThat(foreign).isEmpty();
      assertThat(reader.cookies()).isEmpty();
    }
  }

  @Test
  void staysInTheReadersLanguage() {
    try (BrowserContext reader = browser.newContext()) {
      Page page = reader.newPage();
      page.navigate(origin() + "/concepts/guests.html");
      assertThat(page.locator("html")).hasAttribute("lang", "en");
      page.navigate(origin() + "/de/concepts/guests.html");

      assertThat(page.locator("html")).hasAttribute("lang", "de");
      assertThat(page.locator("h1")).containsText("Gäste");
      assertThat(page.locator("figure.diagram svg")).isVisible();
    }
  }

  /** The pages that were written for readers; those made from docs are looked at one by one. */
  private static List<String> written() {
    try (Stream<Path> files = Files.walk(SITE)) {
      return files
          .map(file -> "/" + SITE.relativize(file).toString().replace('\\', '/'))
          .filter(place -> place.endsWith(".html"))
          .filter(place -> !place.matches("/(de/)?(javadoc|reference|decisions)/.*"))
          .filter(place -> !place.matches("/(de/)?(404|changelog)[.]html"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String origin() {
    return "http://localhost:" + http.getAddress().getPort();
  }
}

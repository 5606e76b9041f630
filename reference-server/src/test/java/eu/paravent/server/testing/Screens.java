package eu.paravent.server.testing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.Base64;

/** Several people at their screens, each with a browser profile of their own, in one Chromium. */
public final class Screens implements AutoCloseable {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final double PATIENCE_MS = 120_000;

  private final Chromium chromium = Chromium.start();

  public Screens() {
    // several systems start at once where this is used
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
  }

  /** A German screen; its windows share one profile. */
  public Page open(int width, int height) {
    Page page =
        chromium
            .browser()
            .newContext(
                new Browser.NewContextOptions().setLocale("de-DE").setViewportSize(width, height))
            .newPage();
    page.context().setDefaultTimeout(PATIENCE_MS);
    page.context().setDefaultNavigationTimeout(PATIENCE_MS);
    return page;
  }

  /** A guest's telephone, with the conversation open that the link leads to. */
  public Page join(String link, String name, int height) {
    Page phone = open(360, height);
    phone.navigate(link);
    sees(phone.locator("body"), "Datenschutzhinweis");
    phone.locator("#name").fill(name);
    phone.getByText("Beitreten", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(phone.locator("textarea")).isVisible();
    return phone;
  }

  /** The chat in a page of a host, which is a frame. */
  public static Locator staff(Page page) {
    return page.frameLocator("paravent-chat iframe").locator("body");
  }

  public static void says(Locator body, String text) {
    body.locator("textarea").fill(text);
    body.locator("textarea").press("Enter");
  }

  public static void sees(Locator body, String text) {
    assertThat(body).containsText(text);
  }

  /** What all of them see now, one beside the other. */
  public void picture(String name, Page... screens) {
    StringBuilder images = new StringBuilder();
    int width = 24;
    int height = 0;
    for (Page screen : screens) {
      String image = Base64.getEncoder().encodeToString(screen.screenshot());
      images.append("<img src='data:image/png;base64,").append(image).append("'>");
      width += screen.viewportSize().width + 24;
      height = Math.max(height, screen.viewportSize().height + 48);
    }
    Page table = open(width, height);
    table.setContent(
        """
        <style>
          body { margin: 24px; display: flex; gap: 24px; align-items: flex-start; background: #c3cad1 }
          img { box-shadow: 0 2px 8px #0006; border-radius: 4px }
        </style>
        """
            + images);
    table.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    table.context().close();
  }

  @Override
  public void close() {
    chromium.close();
  }
}

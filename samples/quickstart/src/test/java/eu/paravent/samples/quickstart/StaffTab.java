package eu.paravent.samples.quickstart;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A host's page with the chat in it, and what a member of staff does there. */
final class StaffTab implements AutoCloseable {
  final Page page;
  private final BrowserContext context;
  private final List<String> complaints = new ArrayList<>();

  private StaffTab(BrowserContext context) {
    this.context = context;
    page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            complaints.add(message.text());
          }
        });
  }

  static StaffTab desktop(Browser browser) {
    return new StaffTab(
        browser.newContext(
            new Browser.NewContextOptions()
                .setLocale("en-GB")
                .setPermissions(List.of("microphone", "camera"))
                .setViewportSize(900, 720)));
  }

  /** Another window of the same browser. */
  StaffTab again() {
    return new StaffTab(context);
  }

  /** What the browser said against it so far. */
  List<String> complaints() {
    // console messages come in while Playwright waits
    page.waitForTimeout(50);
    return complaints;
  }

  FrameLocator frame() {
    return page.frameLocator("paravent-chat iframe");
  }

  Frame chat() {
    return page.frames().stream()
        .filter(frame -> frame.url().endsWith("/widget"))
        .findFirst()
        .orElseThrow();
  }

  void sees(String text) {
    try {
      assertThat(frame().locator("body")).containsText(text);
    } catch (AssertionError e) {
      throw new AssertionError(complaints + " " + page.content(), e);
    }
  }

  void clicks(String text) {
    frame().getByRole(com.microsoft.playwright.options.AriaRole.BUTTON, named(text)).click();
  }

  /** A button, by its whole name. */
  void presses(String name) {
    frame()
        .getByRole(com.microsoft.playwright.options.AriaRole.BUTTON, named(name).setExact(true))
        .click();
  }

  private static FrameLocator.GetByRoleOptions named(String text) {
    return new FrameLocator.GetByRoleOptions().setName(text);
  }

  void says(String text) {
    frame().locator("textarea").fill(text);
    page.keyboard().press("Enter");
  }

  void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
  }

  @Override
  public void close() {
    context.close();
  }
}

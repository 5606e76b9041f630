package eu.paravent.samples.handwerk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Someone at a browser. */
final class Tab {
  final Page page;
  final List<String> complaints = new ArrayList<>();

  Tab(Browser browser, String language, int width, int height) {
    page =
        browser
            .newContext(
                new Browser.NewContextOptions().setLocale(language).setViewportSize(width, height))
            .newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            complaints.add(message.text());
          }
        });
  }

  void press(String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).first().click();
  }

  FrameLocator chat() {
    return page.frameLocator("paravent-chat iframe");
  }

  /** In the chat of the order's page. */
  void says(String text) {
    chat().locator("textarea").fill(text);
    page.keyboard().press("Enter");
  }

  void hears(String text) {
    assertThat(chat().locator("body")).containsText(text);
  }

  void sees(String text) {
    assertThat(page.locator("body")).containsText(text);
  }

  void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
  }
}

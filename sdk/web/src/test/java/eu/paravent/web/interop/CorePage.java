package eu.paravent.web.interop;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A page with the compiled core, and what the browser complains about there. */
final class CorePage implements AutoCloseable {
  private final List<String> complaints = new ArrayList<>();
  private final PageServer server;
  private final Page page;

  CorePage(Browser browser) throws IOException {
    server = new PageServer(Optional.empty());
    page = browser.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            complaints.add(message.text());
          }
        });
    page.navigate(server.address() + "/page.html");
    awaitCore();
  }

  private void awaitCore() {
    page.waitForFunction("() => globalThis.call");
  }

  @Nullable Object call(Map<String, Object> what) {
    return page.evaluate("what => call(what)", what);
  }

  /** Everything in the page's memory is gone. */
  void reload() {
    page.reload();
    awaitCore();
  }

  /** What the browser did not like so far. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    page.close();
    server.close();
  }
}

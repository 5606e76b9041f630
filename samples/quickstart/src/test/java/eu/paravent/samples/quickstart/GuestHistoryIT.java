package eu.paravent.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import eu.paravent.client.Conversation;
import eu.paravent.client.message.MessageContent;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Long conversations in the page. */
@ExtendWith(Stage.Given.class)
@Timeout(600)
class GuestHistoryIT {
  private final Stage stage;
  private final Browser browser;

  GuestHistoryIT(Stage stage) {
    this.stage = stage;
    browser = stage.chromium.browser();
  }

  /**
   * The view itself, with a client that has ten thousand messages. How long frames took is printed
   * and goes to docs/benchmarks.md; nothing is asserted about time.
   */
  @Test
  @SuppressWarnings("unchecked")
  void tenThousandMessagesAreScrolledWithFewOfThemOnThePage() throws IOException {
    try (GuestTab gina = GuestTab.desktop(browser, "en-GB")) {
      Map<String, Object> found = (Map<String, Object>) gina.runs(stage, "ten-thousand.js");
      System.out.println("GuestHistoryIT: " + found);

      assertThat(found)
          .containsEntry("seen", 10_000)
          .containsEntry("oldest", "m1")
          .containsEntry("newest", "m10000")
          .containsEntry("atEnd", true);
      assertThat((int) found.get("rowsMost")).isLessThanOrEqualTo(260);
      assertThat(((Number) found.get("movedMost")).doubleValue()).isLessThan(3);
      assertThat(gina.said()).isEmpty();
    }
  }

  /** With the real client: what is above comes as the reader gets there. */
  @Test
  void olderMessagesComeByScrolling() {
    Conversation alices = stage.conversation("Fensterfront SO-4713");
    try (GuestTab gina = GuestTab.phone(browser, "en-GB")) {
      gina.open(Stage.link(alices));
      gina.join("Gina", "Join");
      for (int i = 1; i <= 130; i++) {
        alices.send(MessageContent.text("Window no. " + i + "."));
      }
      gina.sees("Window no. 130.");
      gina.page.reload();
      gina.sees("Window no. 130.");
      gina.seesNot("Window no. 1.");

      Stage.await(
          () -> {
            gina.page.locator(".messages").evaluate("list => { list.scrollTop = 0; }");
            return Optional.of(gina.page.locator(".messages").innerText())
                .filter(text -> text.contains("Window no. 1."));
          });
      alices.send(MessageContent.text("Are you there?"));
      gina.says("Yes");
      gina.sees("Are you there?");
      assertThat(gina.said()).isEmpty();
    }
  }
}

package eu.paravent.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import eu.paravent.client.Conversation;
import eu.paravent.client.Message;
import eu.paravent.client.message.MessageContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The page dies at any moment: what it had taken is sent, once and in order, and it goes on. More
 * of that with {@code -Dparavent.rounds}; a failure comes again with {@code -Dparavent.seed}.
 */
@ExtendWith(Stage.Given.class)
class GuestReloadIT {
  private static final int ROUNDS = Integer.getInteger("paravent.rounds", 6);

  private final Stage stage;
  private final Browser browser;
  private final Conversation alices, bobs;

  GuestReloadIT(Stage stage) {
    this.stage = stage;
    browser = stage.chromium.browser();
    alices = stage.conversation("Fensterfront SO-4711");
    bobs = stage.bobs(alices);
  }

  @Test
  void nothingThatWasTakenIsLostOrDoubled() {
    long seed = Long.getLong("paravent.seed", System.nanoTime());
    System.out.println("GuestReloadIT: seed " + seed);
    Random random = new Random(seed);
    List<String> taken = new ArrayList<>();
    try (GuestTab gina = GuestTab.desktop(browser, "en-GB")) {
      gina.open(Stage.link(alices));
      gina.join("Gina", "Join");
      for (int round = 0; round < ROUNDS; round++) {
        String text = "Round " + round;
        gina.says(text);
        // in the list, so it is stored: whatever happens now
        gina.sees(text);
        taken.add(text);
        alices.send(MessageContent.text("Answer " + round));
        gina.page.waitForTimeout(random.nextInt(120));
        gina.page.reload();
        gina.sees(text);
      }
      gina.says("The end");
      Stage.heard(bobs, "The end");
      for (int round = 0; round < ROUNDS; round++) {
        gina.sees("Answer " + round);
      }
      taken.add("The end");
    }
    assertThat(ofGuest(bobs)).isEqualTo(taken);
    assertThat(ofGuest(alices)).isEqualTo(taken);
    assertThat(stage.alarms()).isEmpty();
  }

  /** Nobody is in twice, and the invitation, for one, is not lost with the page. */
  @Test
  void thePageDiesWhileJoining() {
    long seed = Long.getLong("paravent.seed", System.nanoTime());
    System.out.println("GuestReloadIT: seed " + seed);
    Random random = new Random(seed);
    try (GuestTab gina = GuestTab.desktop(browser, "en-GB")) {
      gina.open(Stage.link(alices));
      gina.sees("Alice invites you");
      gina.page.locator("#name").fill("Gina");
      gina.page.getByText("Join", GuestTab.EXACT).click();
      gina.page.waitForTimeout(random.nextInt(1000));
      gina.page.reload();
      gina.finishJoining("Gina", "Join");
      gina.says("I made it");
      Stage.heard(bobs, "I made it");
      assertThat(bobs.participants()).hasSize(3);
    }
  }

  /**
   * Requests die with the network at whatever moment; what was written is sent as it comes back.
   */
  @Test
  void theNetworkComesAndGoes() {
    long seed = Long.getLong("paravent.seed", System.nanoTime());
    System.out.println("GuestReloadIT: seed " + seed);
    Random random = new Random(seed);
    List<String> written = new ArrayList<>();
    try (GuestTab gina = GuestTab.phone(browser, "en-GB")) {
      gina.open(Stage.link(alices));
      gina.join("Gina", "Join");
      for (int round = 0; round < ROUNDS; round++) {
        String before = "Before tunnel " + round, within = "In tunnel " + round;
        gina.says(before);
        gina.page.waitForTimeout(random.nextInt(300));
        gina.offline(true);
        gina.says(within);
        gina.sees("No connection.");
        gina.page.waitForTimeout(random.nextInt(600));
        gina.offline(false);
        Stage.heard(bobs, within);
        written.addAll(List.of(before, within));
      }
      gina.seesNot("No connection.");
    }
    assertThat(ofGuest(bobs)).isEqualTo(written);
  }

  /** The raw database, as a script in the page's origin or a copy of the files would read it. */
  @Test
  void nothingThatWasSaidLiesInTheBrowserInPlain() throws Exception {
    String said = "Der Fensterbauer kommt am Freitag", heard = "Bitte bis Montag liefern";
    try (GuestTab gina = GuestTab.desktop(browser, "en-GB")) {
      String link = Stage.link(alices);
      gina.open(link);
      gina.join("Ginevra Grünspan", "Join");
      gina.says(said);
      alices.send(MessageContent.text(heard));
      gina.sees(heard);
      Stage.heard(bobs, said);
      String secret = link.substring(link.indexOf('#') + 1);
      List<String> words =
          List.of(said, heard, "Ginevra Grünspan", "Alice", "Fensterfront SO-4711", secret);

      Object found = gina.page.evaluate(GuestTab.script("at-rest.js"), words);

      assertThat(found)
          .isEqualTo(
              Map.of("records", true, "plain", List.of(), "control", words, "key", "sealed"));
      assertThat(gina.said()).isEmpty();
    }
  }

  private static List<String> ofGuest(Conversation conversation) {
    List<String> texts = new ArrayList<>();
    for (Message message : conversation.messages(200)) {
      if (message.sender().guest() && message.content() instanceof MessageContent.Text text) {
        texts.add(0, text.text());
      }
    }
    return texts;
  }
}

package eu.paravent.client.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.assist.QuickReplies;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuickRepliesTest {
  private static final QuickReplies REPLIES =
      QuickReplies.none()
          .with("sent", "Dear {name}, **{order}** left us. {name}, thank you.")
          .with("closed", "We open at 8.");

  @Test
  void fillsInWhatDiffers() {
    assertThat(REPLIES.names()).containsExactly("sent", "closed");
    assertThat(REPLIES.places("sent")).containsExactly("name", "order");
    assertThat(REPLIES.fill("sent", Map.of("name", "Ms Gray", "order", "SO-1")))
        .isEqualTo(MessageContent.text("Dear Ms Gray, **SO-1** left us. Ms Gray, thank you."));
    assertThat(REPLIES.fill("closed", Map.of())).isEqualTo(MessageContent.text("We open at 8."));
  }

  @Test
  void whatIsFilledInNeitherFormatsNorMentionsNorFillsAgain() {
    MessageContent.Text filled =
        (MessageContent.Text)
            REPLIES.fill(
                "sent",
                Map.of("name", "[x](mimi://acme.example/u/bob)", "order", "{name}\n# <b>*a*"));

    assertThat(filled.linked()).isEmpty();
    assertThat(Markdown.toPlainText(filled.text()))
        .startsWith("Dear [x](mimi://acme.example/u/bob), {name} # <b>*a* left us.");
  }

  @Test
  void whatIsMissingOrTooLongIsSaid() {
    assertThatThrownBy(() -> REPLIES.fill("sent", Map.of("name", "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("order");
    assertThatThrownBy(() -> REPLIES.fill("none", Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> REPLIES.fill("sent", Map.of("name", "x".repeat(40_000), "order", "y")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

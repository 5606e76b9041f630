package eu.paravent.client.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.internal.engine.Label.Heard;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose word on how confidential a conversation is counts, whoever speaks in whatever order. */
class LabelTest {
  private static final Label INTERNAL = new Label("internal", 1, Heard.NOT),
      SECRET = new Label("secret", 1, Heard.NOT),
      LATER = new Label("a later one", 2, Heard.NOT);

  @Test
  void twoOwnersAtOnceEndInOneAndTheNewestCounts() {
    for (List<Label> order :
        List.of(
            List.of(INTERNAL, SECRET, LATER),
            List.of(LATER, SECRET, INTERNAL),
            List.of(SECRET, LATER, INTERNAL))) {
      Label known = Label.first("");
      for (Label said : order) {
        known = known.after(said, true);
      }

      assertThat(known).isEqualTo(new Label("a later one", 2, Heard.FROM_AN_OWNER));
    }
    assertThat(Label.first("").after(INTERNAL, true).after(SECRET, true).words())
        .isEqualTo(Label.first("").after(SECRET, true).after(INTERNAL, true).words())
        .isEqualTo("secret");
  }

  @Test
  void aMembersWordIsHeardByWhoHasHeardNothingAndByNobodyElse() {
    Label invented = new Label("public", Label.REVISION_MOST, Heard.NOT);

    Label newcomer = Label.UNHEARD.after(invented, false);

    assertThat(newcomer.words()).isEqualTo("public");
    assertThat(newcomer.after(LATER, false)).isEqualTo(newcomer);
    assertThat(newcomer.after(INTERNAL, true).words()).isEqualTo("internal");
    assertThat(newcomer.next("secret").revision()).isEqualTo(Label.REVISION_MOST);
    assertThat(Label.first("secret").after(invented, false)).isEqualTo(Label.first("secret"));
    Label none = Label.UNHEARD.after(new Label("", 0, Heard.NOT), false);
    assertThat(none.after(invented, false).words()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"two\nlines", "turned \u202E round", "\u0007"})
  void whatIsNoLineIsNoLabel(String words) {
    assertThat(Label.fits(words)).isFalse();
    assertThatThrownBy(() -> Label.require(words)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Label.require("x".repeat(Label.MOST + 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Label.require("Streng vertraulich · intern")).endsWith("intern");
  }
}

package eu.paravent.client.internal.mimi;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.UserId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class MentionsTest {
  private static final UserId BOB = UserId.of("acme.example", "bob");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thanks, [@Bob](mimi://acme.example/u/bob)!",
        "[Bob](<mimi://acme.example/u/bob>)",
        "[Bob](mimi://acme.example/u/bob \"of sales\")",
        "ask <mimi://acme.example/u/bob>",
        "a lone ` and [@Bob](mimi://acme.example/u/bob)",
        "``a ` b`` [@Bob](mimi://acme.example/u/bob)",
        "[@Bob](mimi://acme.example/u/bob) and [again](mimi://acme.example/u/bob)"
      })
  void aLinkToAPersonIsAMention(String markdown) {
    assertThat(Mentions.in(markdown)).containsExactly(BOB);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mimi://acme.example/u/bob",
        "`[@Bob](mimi://acme.example/u/bob)`",
        "```\n[@Bob](mimi://acme.example/u/bob)\n```",
        "[@Bob\\](mimi://acme.example/u/bob)",
        "[team](mimi://acme.example/r/engineering_team)",
        "[@Bob](mimi://acme.example/u/bob",
        "[@Bob](https://acme.example/u/bob)",
        "[@Bob](mimi://acme.example/u/)"
      })
  void anythingElseIsNone(String markdown) {
    assertThat(Mentions.in(markdown)).isEmpty();
  }

  @Test
  void whatAPersonIsCalledCannotBreakTheLink() {
    String hostile = "B]ob`s](mimi://acme.example/u/eve) [x\n*_\\";

    String link = Mentions.link(BOB, hostile);

    assertThat(link).doesNotContain("\n");
    assertThat(Mentions.in("Hello " + link + "!")).containsExactly(BOB);
  }

  /** A text made to keep a reader busy is read as fast as any other. */
  @Test
  void timeGrowsWithTheLengthOnly() {
    StringBuilder runs = new StringBuilder();
    for (int length = 1; runs.length() < 200_000; length++) {
      runs.append("`".repeat(length)).append(' ');
    }
    List<String> texts =
        List.of(
            "mimi://" + "`a``b".repeat(100_000),
            "mimi://" + runs,
            "](mimi://".repeat(50_000),
            "<mimi://x".repeat(50_000));

    for (String text : texts) {
      assertThat(Mentions.in(text)).isEmpty();
    }
  }

  @Test
  void anyTextIsTaken() {
    Random random = new Random(7);
    String[] pieces = {
      "[", "]", "(", ")", "<", ">", "`", "\\", "mimi://acme.example/u/bob", " ", "x"
    };
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(20); i > 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      assertThat(Mentions.in(text.toString()))
          .allSatisfy(user -> assertThat(user.uri()).startsWith(BOB.uri()));
    }
  }
}

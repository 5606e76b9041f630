package eu.paravent.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The form of a person's name, which is read by hand, against a pattern that says the same. */
class UserIdTest {
  private static final Pattern FORM =
      Pattern.compile(
          "mimi://([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)"
              + "/(?:u/([A-Za-z0-9_-]{1,64})|g/([A-Za-z0-9_-]{22,43})/([A-Za-z0-9_-]{1,64}))");
  private static final String INVITE = "AAAAAAAAAAAAAAAAAAAAAA";

  @Test
  void saysWhoItIs() {
    UserId alice = UserId.of("acme.example", "alice_1");
    UserId guest = new UserId("mimi://acme.example/g/" + INVITE + "/gina");

    assertThat(alice.organisation()).isEqualTo("acme.example");
    assertThat(alice.name()).isEqualTo("alice_1");
    assertThat(alice.guest()).isFalse();
    assertThat(guest.organisation()).isEqualTo("acme.example");
    assertThat(guest.name()).isEqualTo("gina");
    assertThat(guest.guest()).isTrue();
  }

  @Test
  void everythingElseIsRefused() {
    for (String wrong :
        List.of(
            "",
            "mimi",
            "mimi://",
            "mimi:///u/a",
            "mimi://acme.example",
            "mimi://acme.example/u/",
            "mimi://acme.example/x/a",
            "mimi://Acme/u/a",
            "mimi://acme./u/a",
            "mimi://acme/u/a/b",
            "mimi://acme/g/short/a",
            "mimi://acme/g/" + INVITE,
            "mimi://acme/g/" + INVITE + "/",
            "mimi://acme/u/" + "a".repeat(65),
            "mimi://" + "a".repeat(254) + "/u/a")) {
      assertThatThrownBy(() -> new UserId(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected mimi://");
    }
  }

  @Test
  void isReadAsThePatternDoes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String[] parts = {
      "mimi://", "acme", "a.b-c", "A", "ü", ".", "-", "/u/", "/g/", "/", "alice", INVITE, "_", " "
    };
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "" : "mimi://");
      for (int n = random.nextInt(6); n >= 0; n--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      assertThat(accepted(text.toString()))
          .as("%s, seed %d", text, seed)
          .isEqualTo(FORM.matcher(text).matches());
    }
  }

  private static boolean accepted(String text) {
    try {
      new UserId(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}

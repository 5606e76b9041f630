package eu.paravent.server.problems.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class WithoutMessageTest {
  @Test
  void keepsKindsPlacesAndCausesAndNoWords() {
    SQLException cause = new SQLException("Key (device)=(alice-1) exists", "23505");
    IllegalStateException thrown = new IllegalStateException("Cannot register alice-1", cause);
    thrown.addSuppressed(new IllegalArgumentException("alice-1 again"));

    String printed = printed(WithoutMessage.of(thrown));

    assertThat(printed)
        .contains("java.lang.IllegalStateException")
        .contains("java.sql.SQLException, SQLState 23505")
        .contains("java.lang.IllegalArgumentException")
        .contains("keepsKindsPlacesAndCausesAndNoWords")
        .doesNotContain("alice");
  }

  @Test
  void endsWhereCausesGoInACircle() {
    Exception outer = new Exception("alice");
    Exception inner = new Exception("bob", outer);
    outer.initCause(inner);

    assertThat(printed(WithoutMessage.of(outer))).doesNotContain("alice").doesNotContain("bob");
  }

  private static String printed(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}

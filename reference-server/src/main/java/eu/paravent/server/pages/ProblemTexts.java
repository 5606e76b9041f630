package eu.paravent.server.pages;

import eu.paravent.protocol.ProblemCode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What people get to read about problem codes, as HTML. */
final class ProblemTexts {
  private final Properties texts;

  private ProblemTexts(Properties texts) {
    this.texts = texts;
  }

  static ProblemTexts none() {
    return new ProblemTexts(new Properties());
  }

  static ProblemTexts load() throws IOException {
    Properties texts = new Properties();
    try (InputStream in = ProblemTexts.class.getResourceAsStream("problems.properties")) {
      if (in == null) {
        throw new FileNotFoundException("problems.properties");
      }
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return new ProblemTexts(texts);
  }

  String german(ProblemCode code) {
    return html(
        text(code, "title.de"), code, "Was Sie tun können", text(code, "advice.de"), "Antwort");
  }

  String english(ProblemCode code) {
    return html(code.title(), code, "What to do", text(code, "advice.en"), "Response");
  }

  private String text(ProblemCode code, String part) {
    String text = texts.getProperty(code.code() + "." + part);
    if (text == null) {
      throw new IllegalStateException("No text for " + code.code() + "." + part);
    }
    return text;
  }

  /** Our own texts; none of them holds a character that means something in HTML. */
  private static String html(
      String title, ProblemCode code, String heading, String advice, String status) {
    return """
        <h1>%s</h1>
        <p><code>%s</code> · %s %d</p>
        <h2>%s</h2>
        <p>%s</p>
        """
        .formatted(title, code.code(), status, code.status(), heading, advice);
  }
}

package eu.paravent.client.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
  /** Everything that may come out between angle brackets. */
  private static final Pattern ELEMENT =
      Pattern.compile(
          "</?(?:p|br|h[1-6]|ul|ol|li|blockquote|pre|code|strong|em|del|hr)>"
              + "|</a>|</span>|<span class=\"mention\">"
              + "|<a href=\"(?:https?://|mailto:)[^\"<>\\s]*\""
              + " rel=\"noopener noreferrer nofollow\" target=\"_blank\">",
          Pattern.CASE_INSENSITIVE);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Week **12** or *13*? | <p>Week <strong>12</strong> or <em>13</em>?</p>",
        "***both*** | <p><strong><em>both</em></strong></p>",
        "~~no~~ `a < b` | <p><del>no</del> <code>a &lt; b</code></p>",
        "snake_case_name 2*3*4 | <p>snake_case_name 2<em>3</em>4</p>",
        "# Order | <h1>Order</h1>",
        "\\*not\\* | <p>*not*</p>",
        "**open | <p>**open</p>",
        "a & b <b>x</b> | <p>a &amp; b &lt;b&gt;x&lt;/b&gt;</p>",
        "[@Bob](mimi://acme.example/u/bob) | <p><span class=\"mention\">@Bob</span></p>",
        "[x](javascript:alert) | <p>x</p>"
      })
  void showsTheSubsetAsHtml(String markdown, String html) {
    assertThat(Markdown.toSafeHtml(markdown)).isEqualTo(html);
  }

  @Test
  void blocksBecomeBlocks() {
    String html =
        Markdown.toSafeHtml("Hello\nthere\n\n- one\n- *two*\n\n1. first\n> quoted\n```\n<x>\n```");

    assertThat(html)
        .isEqualTo(
            "<p>Hello<br>there</p><ul><li>one</li><li><em>two</em></li></ul>"
                + "<ol><li>first</li></ol><blockquote><p>quoted</p></blockquote>"
                + "<pre><code>&lt;x&gt;</code></pre>");
  }

  @Test
  void linksLeadToTheWebAndMailOnly() {
    assertThat(Markdown.toSafeHtml("see https://a.example/x?a=1&b=2."))
        .contains("href=\"https://a.example/x?a=1&amp;b=2\"")
        .endsWith("</a>.</p>");
    assertThat(Markdown.toSafeHtml("[call](mailto:info@a.example)")).contains("mailto:");
    assertThat(Markdown.toSafeHtml("![pixel](https://spy.example/p.gif)"))
        .doesNotContain("<img")
        .contains(">pixel</a>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](https://a.example/\"onmouseover=\"alert(1))",
        "<https://a.example/\"onmouseover=\"alert(1)>",
        "https://a.example/'onclick='alert(1)",
        "[<svg onload=alert(1)>](https://a.example)",
        "[x](vbscript:x \"title\" onload=1)",
        "`<b>` **<i>** # <u>",
        "[a](https://x.example/\u202Ecod.exe)",
        "&lt;script&gt;",
        "[](<javascript:alert(1)>)",
        "[[x](javascript:a)](javascript:b)"
      })
  void nothingButItsOwnElementsComesOut(String hostile) {
    requireSafe(Markdown.toSafeHtml(hostile));
    assertThat(Markdown.toPlainText(hostile)).doesNotContain("\u202E");
  }

  @Test
  void noTextBreaksIt() {
    String alphabet = "*_~`[]()<>!#-+>.:\\/\n \t\"'&a1hmi";
    Random random = new Random(11);
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(60); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      requireSafe(Markdown.toSafeHtml(text.toString()));
      assertThat(Markdown.toPlainText(text.toString())).isNotNull();
    }
  }

  /** Without bounds some of these would take minutes. */
  @Test
  void takesTheLongestTexts() {
    for (String part :
        List.of("[", "*a ", "**a", "`", "> ", "- ", "<", "![", "\\", " ", "# ", "_", "](", "`a")) {
      String text = part.repeat(MessageContent.TEXT_MOST / part.length());
      requireSafe(Markdown.toSafeHtml(text));
    }
  }

  @Test
  void plainTextHasTheWordsOnly() {
    assertThat(
            Markdown.toPlainText(
                "# Order\n**Week 12**, see [plan](https://a.example/p)\n- one\n- two"))
        .isEqualTo("Order\nWeek 12, see plan (https://a.example/p)\n- one\n- two");
    assertThat(Markdown.toPlainText("[@Bob](mimi://acme.example/u/bob) https://a.example"))
        .isEqualTo("@Bob https://a.example");
  }

  private static void requireSafe(String html) {
    assertThat(ELEMENT.matcher(html).replaceAll("")).doesNotContain("<", ">", "\"", "\u202E");
  }
}

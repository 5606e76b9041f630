package eu.paravent.client.message;

import eu.paravent.client.UserId;

/**
 * Shows the Markdown of texts: the subset that is listed in docs/content-format.md. Whatever the
 * text is, the HTML holds no elements and attributes but those made here: no scripts, styles, forms
 * or images, links to http, https and mail only. Takes any text, in time that grows with its
 * length.
 */
public final class Markdown {
  private Markdown() {}

  /**
   * As a fragment of HTML: {@code p br h1-h6 ul ol li blockquote pre code strong em del hr a}, and
   * {@code span class="mention"} for people. Links open elsewhere and tell nothing of where they
   * were.
   */
  public static String toSafeHtml(String markdown) {
    Html html = new Html();
    MarkdownParser.parse(markdown, html);
    return html.out.toString();
  }

  /** Without any marks, for notifications and lists; a link behind its words in brackets. */
  public static String toPlainText(String markdown) {
    Plain plain = new Plain();
    MarkdownParser.parse(markdown, plain);
    return plain.out.toString().strip();
  }

  /** What is written somewhere, as it is. */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> {
          if (shown(c)) {
            out.append(c);
          }
        }
      }
    }
    return out.toString();
  }

  /** Not what turns the direction of what stands around it, nor what no one sees. */
  private static boolean shown(char c) {
    return (c >= ' ' || c == '\n' || c == '\t')
        && c != 0x7f
        && !(c >= 0x202a && c <= 0x202e)
        && !(c >= 0x2066 && c <= 0x2069);
  }

  private static final class Html implements MarkdownParser.Sink {
    private final StringBuilder out = new StringBuilder();

    @Override
    public void open(String element) {
      out.append('<').append(element).append('>');
    }

    @Override
    public void close(String element) {
      out.append("</").append(element).append('>');
    }

    @Override
    public void single(String element) {
      open(element);
    }

    @Override
    public void text(String text) {
      out.append(escaped(text));
    }

    @Override
    public void openLink(String address) {
      out.append("<a href=\"")
          .append(escaped(address))
          .append("\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">");
    }

    @Override
    public void closeLink(String address, String words) {
      out.append("</a>");
    }

    @Override
    public void openMention(UserId person) {
      out.append("<span class=\"mention\">");
    }

    @Override
    public void closeMention() {
      out.append("</span>");
    }
  }

  private static final class Plain implements MarkdownParser.Sink {
    private final StringBuilder out = new StringBuilder();

    @Override
    public void open(String element) {
      switch (element) {
        case "li" -> line("- ");
        case "p", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6" -> line("");
        default -> {}
      }
    }

    private void line(String begin) {
      if (out.length() > 0 && out.charAt(out.length() - 1) != '\n') {
        out.append('\n');
      }
      out.append(begin);
    }

    @Override
    public void close(String element) {}

    @Override
    public void single(String element) {
      out.append('\n');
    }

    @Override
    public void text(String text) {
      for (int at = 0; at < text.length(); at++) {
        if (shown(text.charAt(at))) {
          out.append(text.charAt(at));
        }
      }
    }

    @Override
    public void openLink(String address) {}

    @Override
    public void closeLink(String address, String words) {
      if (!words.equals(address)) {
        text(" (" + address + ")");
      }
    }

    @Override
    public void openMention(UserId person) {}

    @Override
    public void closeMention() {}
  }
}

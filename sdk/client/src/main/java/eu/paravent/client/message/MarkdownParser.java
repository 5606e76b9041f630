package eu.paravent.client.message;

import eu.paravent.client.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Blocks of the subset: paragraphs, headings, lists, quotes, code. */
final class MarkdownParser {
  private static final int QUOTES_MOST = 4;
  private static final Pattern HEADING = Pattern.compile("(#{1,6})[ \\t]+(.*)"),
      ITEM = Pattern.compile("[ \\t]*(?:[-*+]|([0-9]{1,9})[.)])[ \\t]+(.*)"),
      RULE = Pattern.compile("[ ]{0,3}(?:-{3,}|\\*{3,}|_{3,})[ \\t]*"),
      FENCE = Pattern.compile("[ ]{0,3}(`{3,}|~{3,})[^`]*");

  private final Sink to;

  private MarkdownParser(Sink to) {
    this.to = to;
  }

  /** Where what is read is written to. */
  interface Sink {
    void open(String element);

    void close(String element);

    /** One without an end. */
    void single(String element);

    void text(String text);

    void openLink(String address);

    void closeLink(String address, String words);

    void openMention(UserId person);

    void closeMention();
  }

  static void parse(String markdown, Sink to) {
    List<String> lines =
        List.of(markdown.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1));
    new MarkdownParser(to).blocks(lines, 0);
  }

  private void blocks(List<String> lines, int quotes) {
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at);
      Matcher heading = HEADING.matcher(line);
      if (line.isBlank()) {
        at++;
      } else if (FENCE.matcher(line).matches()) {
        at = code(lines, at);
      } else if (heading.matches()) {
        String element = "h" + heading.group(1).length();
        block(element, heading.group(2).strip());
        at++;
      } else if (RULE.matcher(line).matches()) {
        to.single("hr");
        at++;
      } else if (ITEM.matcher(line).matches()) {
        at = list(lines, at);
      } else if (line.startsWith(">") && quotes < QUOTES_MOST) {
        at = quote(lines, at, quotes);
      } else {
        at = paragraph(lines, at, quotes);
      }
    }
  }

  private void block(String element, String text) {
    to.open(element);
    MarkdownInline.parse(text, to);
    to.close(element);
  }

  private int code(List<String> lines, int from) {
    Matcher fence = FENCE.matcher(lines.get(from));
    String mark = fence.matches() ? fence.group(1) : "```";
    List<String> inside = new ArrayList<>();
    int at = from + 1;
    while (at < lines.size() && !lines.get(at).strip().startsWith(mark)) {
      inside.add(lines.get(at++));
    }
    to.open("pre");
    to.open("code");
    to.text(String.join("\n", inside));
    to.close("code");
    to.close("pre");
    return at + 1;
  }

  private int list(List<String> lines, int from) {
    Matcher first = ITEM.matcher(lines.get(from));
    String element = first.matches() && first.group(1) != null ? "ol" : "ul";
    to.open(element);
    int at = from;
    while (at < lines.size()) {
      Matcher item = ITEM.matcher(lines.get(at));
      if (!item.matches() || (item.group(1) != null) != element.equals("ol")) {
        break;
      }
      block("li", item.group(2));
      at++;
    }
    to.close(element);
    return at;
  }

  private int quote(List<String> lines, int from, int quotes) {
    List<String> inside = new ArrayList<>();
    int at = from;
    while (at < lines.size() && lines.get(at).startsWith(">")) {
      String line = lines.get(at++).substring(1);
      inside.add(line.startsWith(" ") ? line.substring(1) : line);
    }
    to.open("blockquote");
    blocks(inside, quotes + 1);
    to.close("blockquote");
    return at;
  }

  private int paragraph(List<String> lines, int from, int quotes) {
    List<String> inside = new ArrayList<>();
    int at = from;
    do {
      inside.add(lines.get(at++).strip());
    } while (at < lines.size() && continues(lines.get(at), quotes));
    block("p", String.join("\n", inside));
    return at;
  }

  private static boolean continues(String line, int quotes) {
    return !line.isBlank()
        && !FENCE.matcher(line).matches()
        && !HEADING.matcher(line).matches()
        && !RULE.matcher(line).matches()
        && !ITEM.matcher(line).matches()
        && !(line.startsWith(">") && quotes < QUOTES_MOST);
  }
}

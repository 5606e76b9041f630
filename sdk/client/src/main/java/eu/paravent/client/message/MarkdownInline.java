package eu.paravent.client.message;

import eu.paravent.client.UserId;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/** What stands in a line: emphasis, code, links, mentions. */
final class MarkdownInline {
  private static final int DEPTH_MOST = 8, CLOSERS_MOST = 64, ADDRESS_MOST = 2048;
  private static final Pattern ADDRESS =
      Pattern.compile(
          "https?://[^\\s<>\"'`\\\\^{}|\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]{1,2040}"
              + "|mailto:[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,253}",
          Pattern.CASE_INSENSITIVE);
  private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private final String text;
  private final MarkdownParser.Sink to;

  /** Where each bracket that opens is closed; -1 for others. */
  private final int[] closedAt;

  private final StringBuilder plain = new StringBuilder();

  private MarkdownInline(String text, MarkdownParser.Sink to) {
    this.text = text;
    this.to = to;
    closedAt = brackets(text);
  }

  static void parse(String text, MarkdownParser.Sink to) {
    MarkdownInline inline = new MarkdownInline(text, to);
    inline.range(0, text.length(), 0, false);
  }

  private static int[] brackets(String text) {
    int[] closed = new int[text.length()];
    Arrays.fill(closed, -1);
    Deque<Integer> open = new ArrayDeque<>();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '[') {
        open.push(at);
      } else if (c == ']' && !open.isEmpty()) {
        closed[open.pop()] = at;
      }
    }
    return closed;
  }

  private void range(int from, int end, int depth, boolean inLink) {
    int at = from;
    while (at < end) {
      int next = special(at, end, depth, inLink);
      if (next < 0) {
        plain.append(text.charAt(at));
        at++;
      } else {
        at = next;
      }
    }
    flush();
  }

  private void flush() {
    if (plain.length() > 0) {
      to.text(plain.toString());
      plain.setLength(0);
    }
  }

  /** Behind what begins here, or -1 where it is but a character. */
  private int special(int at, int end, int depth, boolean inLink) {
    char c = text.charAt(at);
    switch (c) {
      case '\\':
        if (at + 1 < end && PUNCTUATION.indexOf(text.charAt(at + 1)) >= 0) {
          plain.append(text.charAt(at + 1));
          return at + 2;
        }
        return -1;
      case '\n':
        flush();
        to.single("br");
        return at + 1;
      case '`':
        return code(at, end);
      case '<':
        return inLink ? -1 : pointed(at, end);
      case '!':
        // a picture elsewhere is never loaded: its words lead there
        return !inLink && text.startsWith("[", at + 1) ? link(at + 1, end, depth) : -1;
      case '[':
        return inLink ? -1 : link(at, end, depth);
      case '*', '_', '~':
        return depth < DEPTH_MOST ? emphasis(at, end, depth, inLink) : -1;
      case 'h', 'H':
        return inLink ? -1 : bare(at, end);
      default:
        return -1;
    }
  }

  private int code(int at, int end) {
    int behind = at;
    while (behind < end && text.charAt(behind) == '`') {
      behind++;
    }
    String ticks = text.substring(at, behind);
    int close = text.indexOf(ticks, behind);
    for (int tried = 0; close >= 0 && close + ticks.length() <= end; tried++) {
      int after = close + ticks.length();
      boolean longer = after < end && text.charAt(after) == '`';
      if (!longer && text.charAt(close - 1) != '`') {
        flush();
        to.open("code");
        to.text(text.substring(behind, close).strip());
        to.close("code");
        return after;
      }
      close = tried < CLOSERS_MOST ? text.indexOf(ticks, after) : -1;
    }
    plain.append(ticks);
    return behind;
  }

  private int pointed(int at, int end) {
    int most = Math.min(end, at + ADDRESS_MOST);
    for (int close = at + 1; close < most && text.charAt(close) > ' '; close++) {
      if (text.charAt(close) == '>') {
        String address = text.substring(at + 1, close);
        if (person(address).isPresent()) {
          shown(address, person(address).get().name());
          return close + 1;
        } else if (ADDRESS.matcher(address).matches()) {
          shown(address, address);
          return close + 1;
        }
        return -1;
      }
    }
    return -1;
  }

  private void shown(String address, String words) {
    flush();
    open(address);
    to.text(words);
    close(address, words);
  }

  private int link(int at, int end, int depth) {
    int close = closedAt[at];
    if (close < 0 || close >= end || !text.startsWith("(", close + 1) || depth >= DEPTH_MOST) {
      return -1;
    }
    int most = Math.min(end, close + 2 + ADDRESS_MOST);
    int behind = close + 2;
    while (behind < most && text.charAt(behind) != ')' && text.charAt(behind) != '\n') {
      behind++;
    }
    if (behind >= most || text.charAt(behind) != ')') {
      return -1;
    }
    String address = text.substring(close + 2, behind).strip();
    int title = address.indexOf(' ');
    address = title < 0 ? address : address.substring(0, title);
    if (address.startsWith("<") && address.endsWith(">")) {
      address = address.substring(1, address.length() - 1);
    }
    flush();
    open(address);
    range(at + 1, close, depth + 1, true);
    close(address, text.substring(at + 1, close));
    return behind + 1;
  }

  /** Where it leads nowhere that is allowed, its words are shown and nothing else. */
  private void open(String address) {
    Optional<UserId> person = person(address);
    if (person.isPresent()) {
      to.openMention(person.get());
    } else if (ADDRESS.matcher(address).matches()) {
      to.openLink(address);
    }
  }

  private void close(String address, String words) {
    if (person(address).isPresent()) {
      to.closeMention();
    } else if (ADDRESS.matcher(address).matches()) {
      to.closeLink(address, words);
    }
  }

  private static Optional<UserId> person(String address) {
    try {
      return address.startsWith("mimi://")
          ? Optional.of(new UserId(address))
          : Optional.<UserId>empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private int bare(int at, int end) {
    boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
    if (!begins
        || !(text.regionMatches(true, at, "https://", 0, 8)
            || text.regionMatches(true, at, "http://", 0, 7))) {
      return -1;
    }
    int most = Math.min(end, at + ADDRESS_MOST);
    int behind = at;
    while (behind < most && text.charAt(behind) > ' ' && "<>\"`".indexOf(text.charAt(behind)) < 0) {
      behind++;
    }
    while (behind > at && ".,;:!?)]}'*_~".indexOf(text.charAt(behind - 1)) >= 0) {
      behind--;
    }
    String address = text.substring(at, behind);
    if (!ADDRESS.matcher(address).matches()) {
      return -1;
    }
    shown(address, address);
    return behind;
  }

  private int emphasis(int at, int end, int depth, boolean inLink) {
    char c = text.charAt(at);
    boolean twice = at + 1 < end && text.charAt(at + 1) == c;
    String mark = twice ? text.substring(at, at + 2) : text.substring(at, at + 1);
    int begin = at + mark.length();
    if ((c == '~' && !twice)
        || begin >= end
        || Character.isWhitespace(text.charAt(begin))
        || (c == '_' && at > 0 && Character.isLetterOrDigit(text.charAt(at - 1)))) {
      return -1;
    }
    int close = closer(mark, c, begin + 1, end);
    if (close < 0) {
      plain.append(mark);
      return begin;
    }
    String element = c == '~' ? "del" : twice ? "strong" : "em";
    flush();
    to.open(element);
    range(begin, close, depth + 1, inLink);
    to.close(element);
    return close + mark.length();
  }

  private int closer(String mark, char c, int from, int end) {
    int close = text.indexOf(mark, from);
    for (int tried = 0; tried < CLOSERS_MOST; tried++) {
      int after = close + mark.length();
      if (close < 0 || after > end) {
        return -1;
      }
      char before = text.charAt(close - 1);
      boolean longer = after < end && text.charAt(after) == c;
      boolean inWord = c == '_' && after < end && Character.isLetterOrDigit(text.charAt(after));
      boolean doubled = mark.length() == 1 && (longer || before == c);
      if (!Character.isWhitespace(before) && before != '\\' && !inWord && !doubled) {
        // of three in a row the last two end what two began
        return longer && mark.length() == 2 ? close + 1 : close;
      }
      close = text.indexOf(mark, close + 1);
    }
    return -1;
  }
}

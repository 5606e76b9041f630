package eu.paravent.client.internal.mimi;

import eu.paravent.client.UserId;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Mentions in Markdown (draft-ietf-mimi-content, Mentions): links to a person. What stands in code
 * or behind a backslash is no link. Takes any text, in time that grows with its length only.
 */
public final class Mentions {
  /** Who is mentioned after so many others is not. */
  private static final int MOST = 256;

  private static final String SCHEME = "mimi://";
  private static final int TARGET_MOST = 512;
  private static final String SPECIAL = "\\`*_[]<>#~!&";

  private final String text;
  private final Map<Integer, Integer> lastTicks = new HashMap<>();
  private final Set<UserId> found = new LinkedHashSet<>();

  private Mentions(String text) {
    this.text = text;
  }

  /** A link to this person, for a text that is to mention it. */
  public static String link(UserId user, String displayName) {
    StringBuilder name = new StringBuilder();
    for (int at = 0; at < displayName.length(); at++) {
      char c = displayName.charAt(at);
      if (SPECIAL.indexOf(c) >= 0) {
        name.append('\\');
      }
      name.append(Character.isISOControl(c) ? ' ' : c);
    }
    return "[@" + name + "](" + user.uri() + ")";
  }

  /** Each once, in the order of the text. */
  public static List<UserId> in(String markdown) {
    return markdown.contains(SCHEME) ? new Mentions(markdown).find() : List.of();
  }

  private List<UserId> find() {
    for (int at = 0; at < text.length(); ) {
      int ticks = ticks(at);
      lastTicks.put(ticks, at);
      at += Math.max(ticks, 1);
    }
    for (int at = 0; at < text.length() && found.size() < MOST; ) {
      char c = text.charAt(at);
      if (c == '\\') {
        at += 2;
      } else if (c == '`') {
        at = behindCode(at);
      } else if (c == '<') {
        target(at + 1, '>');
        at++;
      } else if (c == ']' && text.startsWith("(", at + 1)) {
        boolean pointed = text.startsWith("<", at + 2);
        target(at + (pointed ? 3 : 2), pointed ? '>' : ')');
        at += 2;
      } else {
        at++;
      }
    }
    return List.copyOf(found);
  }

  /** Backticks in a row from here. */
  private int ticks(int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == '`') {
      at++;
    }
    return at - from;
  }

  /** The end of a code span that begins here, or of the backticks where none does. */
  private int behindCode(int from) {
    int length = ticks(from);
    int at = from + length;
    if (lastTicks.getOrDefault(length, from) <= from) {
      return at;
    }
    while (true) {
      int next = ticks(at);
      if (next == length) {
        return at + next;
      }
      at += Math.max(next, 1);
    }
  }

  private void target(int from, char end) {
    if (!text.startsWith(SCHEME, from)) {
      return;
    }
    int most = Math.min(text.length(), from + TARGET_MOST);
    for (int at = from; at < most; at++) {
      char c = text.charAt(at);
      if (c == end || c == ' ') {
        // a link may have a title behind a space
        user(text.substring(from, at)).ifPresent(found::add);
        return;
      }
    }
  }

  private static Optional<UserId> user(String uri) {
    try {
      return Optional.of(new UserId(uri));
    } catch (IllegalArgumentException e) {
      // a room, or something else
      return Optional.empty();
    }
  }
}

package eu.paravent.client.assist;

import eu.paravent.client.message.MessageContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts that a person sends again and again, with places for what differs: {@code Dear {name}, your
 * order {order} left us today.} Immutable; where they are kept is the host's matter.
 */
public final class QuickReplies {
  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_-]{0,63})}");

  /** What Markdown reads as something else than text. */
  private static final String SPECIAL = "\\`*_[]<>#~!&";

  private final Map<String, String> texts;

  private QuickReplies(Map<String, String> texts) {
    this.texts = texts;
  }

  /** To begin with. */
  public static QuickReplies none() {
    return new QuickReplies(Map.of());
  }

  /**
   * These, and this one in place of what had its name.
   *
   * @param markdown with places like {@code {name}}
   * @throws IllegalArgumentException if it is no text that can be sent
   */
  public QuickReplies with(String name, String markdown) {
    MessageContent.text(markdown);
    Map<String, String> more = new LinkedHashMap<>(texts);
    more.put(name, markdown);
    return new QuickReplies(more);
  }

  /** In the order in which they were added. */
  public List<String> names() {
    return List.copyOf(texts.keySet());
  }

  /** As it was added. */
  public Optional<String> template(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  /** The places of one, each once. */
  public List<String> places(String name) {
    List<String> places = new ArrayList<>();
    Matcher place = PLACE.matcher(known(name));
    while (place.find()) {
      if (!places.contains(place.group(1))) {
        places.add(place.group(1));
      }
    }
    return List.copyOf(places);
  }

  /**
   * One, filled in. What is filled in is shown as it is: it neither formats the text nor mentions
   * anybody.
   *
   * @throws IllegalArgumentException if there is none of that name, a place is not filled, or the
   *     text becomes too long
   */
  public MessageContent fill(String name, Map<String, String> values) {
    String text = known(name);
    StringBuilder filled = new StringBuilder();
    Matcher place = PLACE.matcher(text);
    int from = 0;
    while (place.find()) {
      String value = values.get(place.group(1));
      if (value == null) {
        throw new IllegalArgumentException(
            "Quick reply " + name + " needs something for " + place.group(1));
      }
      filled.append(text, from, place.start()).append(plain(value));
      from = place.end();
    }
    return MessageContent.text(filled.append(text.substring(from)).toString());
  }

  private String known(String name) {
    return template(name)
        .orElseThrow(() -> new IllegalArgumentException("There is no quick reply " + name));
  }

  private static String plain(String value) {
    StringBuilder plain = new StringBuilder();
    for (int at = 0; at < value.length(); at++) {
      char c = value.charAt(at);
      if (SPECIAL.indexOf(c) >= 0) {
        plain.append('\\');
      }
      plain.append(Character.isISOControl(c) ? ' ' : c);
    }
    return plain.toString();
  }
}

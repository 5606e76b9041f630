package eu.paravent.testkit.internal;

import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The part of a list that was asked for.
 *
 * @param next where the next part begins; empty on the last one
 */
record Page<T>(List<T> items, Optional<String> next) {
  /**
   * @param list names the list, so that a mark of another one is noticed
   * @param key sorts the items, each its own: what comes or goes between two pages shifts nothing
   */
  static <T> Page<T> of(Call call, String list, Stream<T> all, Function<T, String> key) {
    String prefix = list + "/";
    String after = call.query(Paths.AFTER).map(text -> decoded(prefix, text)).orElse("");
    long limit = call.number(Paths.LIMIT, Limits.PAGE_MOST);
    if (limit < 1 || limit > Limits.PAGE_MOST) {
      throw new Refusal(
          ProblemCode.INVALID_VALUE, "limit is not between 1 and " + Limits.PAGE_MOST);
    }
    List<T> rest =
        all.filter(item -> key.apply(item).compareTo(after) > 0)
            .sorted(Comparator.comparing(key))
            .toList();
    if (rest.size() <= limit) {
      return new Page<>(rest, Optional.empty());
    }
    List<T> items = rest.subList(0, (int) limit);
    String last = prefix + key.apply(items.get(items.size() - 1));
    return new Page<>(items, Optional.of(Base64Url.encode(last.getBytes(StandardCharsets.UTF_8))));
  }

  /** A number as text that sorts like it. */
  static String sortable(long number) {
    return String.format(Locale.ROOT, "%019d", number);
  }

  private static String decoded(String prefix, String text) {
    try {
      String mark = new String(Base64Url.decode(text), StandardCharsets.UTF_8);
      if (mark.startsWith(prefix)) {
        return mark.substring(prefix.length());
      }
    } catch (IllegalArgumentException e) {
      // answered below
    }
    throw new Refusal(
        ProblemCode.INVALID_VALUE, "after is nothing that this list said: read it from its start");
  }
}

package eu.paravent.server.requests.control;

import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.problems.control.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list a caller asks for. Nothing is kept between two pages: the mark in between
 * says behind which item the next one begins, in the order of the list, so that what comes or goes
 * meanwhile shifts nothing.
 */
public final class Page {
  private static final String BETWEEN = "\n";

  private final Optional<String> after;
  private final int limit;

  private Page(Optional<String> after, int limit) {
    this.after = after;
    this.limit = limit;
  }

  /** As the parameters say it. */
  public static Page of(@Nullable String after, @Nullable String limit) {
    int most = Limits.PAGE_MOST;
    if (limit != null) {
      try {
        most = Integer.parseInt(limit);
      } catch (NumberFormatException e) {
        most = 0;
      }
    }
    if (most < 1 || most > Limits.PAGE_MOST) {
      throw Refusal.of(
          ProblemCode.INVALID_VALUE,
          "The limit is a whole number from 1 to " + Limits.PAGE_MOST + ".");
    }
    return new Page(Optional.ofNullable(after), most);
  }

  public int limit() {
    return limit;
  }

  /**
   * Where the page begins.
   *
   * @param list names it, so that the mark of another one is noticed
   * @param parts of which a place in it consists
   */
  public Mark mark(String list, int parts) {
    return new Mark(list, after.map(text -> decoded(list, parts, text)).orElse(List.of()));
  }

  private static List<String> decoded(String list, int parts, String text) {
    try {
      String[] found =
          new String(Base64Url.decode(text), StandardCharsets.UTF_8).split(BETWEEN, -1);
      if (found.length == parts + 1 && found[0].equals(list)) {
        return List.of(found).subList(1, parts + 1);
      }
    } catch (IllegalArgumentException e) {
      // answered below
    }
    throw none();
  }

  private static Refusal none() {
    return Refusal.of(
        ProblemCode.INVALID_VALUE,
        "The parameter after is nothing that this list said: read it from its start.");
  }

  /** A place in a list: behind an item, or before all of them. */
  public final class Mark {
    private final String list;
    private final List<String> parts;

    private Mark(String list, List<String> parts) {
      this.list = list;
      this.parts = parts;
    }

    /** Before all texts that are not empty where it is the beginning. */
    public String text(int part) {
      return parts.isEmpty() ? "" : parts.get(part);
    }

    /** Before all numbers from 0 where it is the beginning. */
    public long number(int part) {
      try {
        return parts.isEmpty() ? -1 : Long.parseLong(parts.get(part));
      } catch (NumberFormatException e) {
        throw none();
      }
    }

    public Instant time(int part) {
      return Instant.ofEpochMilli(number(part));
    }

    /**
     * The page, of what was found behind the mark.
     *
     * @param found in the order of the list, and at least one more than the page has where there is
     *     more
     * @param place of an item: as many parts as the mark has
     */
    public <T> Part<T> cut(List<T> found, Function<T, List<Object>> place) {
      return found.size() <= limit
          ? new Part<>(found, Optional.empty())
          : part(found.subList(0, limit), place);
    }

    /**
     * The page, of all items of the list: for lists that are short, or wanted whole anyway.
     *
     * @param name of an item, its own; the list is in its order
     */
    public <T> Part<T> behind(List<T> all, Function<T, String> name) {
      return cut(
          all.stream()
              .filter(item -> name.apply(item).compareTo(text(0)) > 0)
              .sorted(Comparator.comparing(name))
              .toList(),
          item -> List.of(name.apply(item)));
    }

    /** A page that ends before all that was found. */
    public <T> Part<T> part(List<T> items, Function<T, List<Object>> place) {
      StringBuilder mark = new StringBuilder(list);
      place.apply(items.get(items.size() - 1)).forEach(part -> mark.append(BETWEEN).append(part));
      return new Part<>(
          items, Optional.of(Base64Url.encode(mark.toString().getBytes(StandardCharsets.UTF_8))));
    }
  }

  /**
   * @param next where the next page begins; empty on the last one
   */
  public record Part<T>(List<T> items, Optional<String> next) {
    public <R> List<R> map(Function<T, R> shown) {
      return items.stream().map(shown).toList();
    }
  }
}

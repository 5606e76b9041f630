package eu.paravent.samples.cli;

import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * What people type in place of an id: the beginning of its hexadecimal digits. An id as it is may
 * begin with a hyphen, which a command line takes for an option.
 */
final class Ids {
  private static final int DIGITS = 10;

  private Ids() {}

  /**
   * @param id base64url
   */
  static String shown(String id) {
    return whole(id).substring(0, DIGITS);
  }

  static String whole(String id) {
    return HexFormat.of().formatHex(Base64.getUrlDecoder().decode(id));
  }

  /**
   * The one that has this id or this name.
   *
   * @param what they are, several of them
   */
  static <T> T one(
      Collection<T> all,
      Function<T, String> id,
      Function<T, String> name,
      String given,
      String what) {
    List<T> found =
        all.stream()
            .filter(
                one ->
                    name.apply(one).equals(given)
                        || (!given.isEmpty() && whole(id.apply(one)).startsWith(given)))
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    throw new IllegalArgumentException(
        found.size() + " " + what + " are meant by \"" + given + "\": say more of the id");
  }
}

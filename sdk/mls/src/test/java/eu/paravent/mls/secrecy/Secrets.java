package eu.paravent.mls.secrecy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds secret bytes in text, in whichever way bytes are usually printed, eight at a time. */
final class Secrets {
  private static final int WINDOW = 8;

  private final Set<String> renderings = new LinkedHashSet<>();

  /** From now on this must not show. Short or uniform values would be found by chance. */
  Secrets add(byte[] secret) {
    if (secret.length < 2 * WINDOW || uniform(secret)) {
      return this;
    }
    renderings.add(new BigInteger(secret).toString());
    renderings.add(new BigInteger(1, secret).toString());
    renderings.add(new String(secret, ISO_8859_1));
    for (int phase = 0; phase < 3; phase++) {
      // complete groups of three bytes only: what surrounds them does not matter
      int end = phase + (WINDOW + 1) / 3 * 3;
      renderings.add(encoder().encodeToString(Arrays.copyOfRange(secret, phase, end)));
    }
    for (int at = 0; at + WINDOW <= secret.length; at++) {
      byte[] window = Arrays.copyOfRange(secret, at, at + WINDOW);
      String hex = HexFormat.of().formatHex(window);
      renderings.add(hex);
      renderings.add(hex.toUpperCase(Locale.ROOT));
      String list = Arrays.toString(window);
      renderings.add(list.substring(1, list.length() - 1));
    }
    return this;
  }

  private static Base64.Encoder encoder() {
    return Base64.getEncoder().withoutPadding();
  }

  private static boolean uniform(byte[] secret) {
    for (byte b : secret) {
      if (b != secret[0]) {
        return false;
      }
    }
    return true;
  }

  boolean isEmpty() {
    return renderings.isEmpty();
  }

  /** The texts in which one of them shows. */
  List<String> foundIn(Iterable<String> texts) {
    List<String> found = new ArrayList<>();
    for (String text : texts) {
      if (renderings.stream().anyMatch(text::contains)) {
        found.add(text);
      }
    }
    return found;
  }
}

package eu.paravent.server.settings.control;

import java.util.List;
import java.util.regex.Pattern;

/** What may be written for a setting. Texts come without spaces around them, and not empty. */
public sealed interface Rule {
  /** Completes the sentence "it is …". */
  String range();

  boolean allows(String text);

  /** Whether a wrong value may be shown to whoever reads the log. */
  default boolean mayBeShown() {
    return true;
  }

  /**
   * @param what the things counted, for example "days"
   */
  record Whole(long least, long most, String what) implements Rule {
    @Override
    public String range() {
      return "a whole number "
          + (what.isEmpty() ? "" : "of " + what + " ")
          + "from "
          + least
          + " to "
          + most;
    }

    @Override
    public boolean allows(String text) {
      if (!text.matches("[0-9]{1,18}")) {
        return false;
      }
      long value = Long.parseLong(text);
      return value >= least && value <= most;
    }
  }

  /** One of a few words. */
  record OneOf(List<String> words) implements Rule {
    @Override
    public String range() {
      return String.join(" or ", words.stream().map(word -> "`" + word + "`").toList());
    }

    @Override
    public boolean allows(String text) {
      return words.contains(text);
    }
  }

  /** A text of a certain shape. */
  record Shaped(String range, Pattern shape) implements Rule {
    @Override
    public boolean allows(String text) {
      return shape.matcher(text).matches();
    }
  }

  /** Several of them with spaces or commas between. */
  record Several(String range, Pattern each) implements Rule {
    @Override
    public boolean allows(String text) {
      return list(text).stream().allMatch(part -> each.matcher(part).matches());
    }
  }

  /** A text that is shown to nobody. */
  record Secret(String range, Pattern shape) implements Rule {
    @Override
    public boolean allows(String text) {
      return shape.matcher(text).matches();
    }

    @Override
    public boolean mayBeShown() {
      return false;
    }
  }

  /** The address of a server. */
  record Address() implements Rule {
    @Override
    public String range() {
      return "an http or https address without account, query and fragment";
    }

    @Override
    public boolean allows(String text) {
      return BaseAddress.normal(text).isPresent();
    }

    @Override
    public boolean mayBeShown() {
      return false; // somebody may have written a password into it
    }
  }

  /** The parts of a list. */
  static List<String> list(String text) {
    return Pattern.compile("[\\s,]+").splitAsStream(text).filter(s -> !s.isEmpty()).toList();
  }
}

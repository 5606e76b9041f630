package eu.paravent.client.message;

import eu.paravent.client.internal.text.Lines;
import java.util.HashSet;
import java.util.List;

/**
 * A question with answers to choose from. Votes are not secret: everyone in the conversation sees
 * who chose what, in {@link eu.paravent.client.Message#votes()}. Immutable.
 *
 * @param question one line, at most {@link #QUESTION_MOST} characters
 * @param options 2 to {@link #OPTIONS_MOST} different lines of at most {@link #OPTION_MOST}
 *     characters
 * @param multiple whether one person may choose several
 */
public record Poll(String question, List<String> options, boolean multiple)
    implements MessageContent {
  /** Characters of a question. */
  public static final int QUESTION_MOST = 300;

  /** Options of one poll. */
  public static final int OPTIONS_MOST = 20;

  /** Characters of an option. */
  public static final int OPTION_MOST = 100;

  /**
   * @throws IllegalArgumentException if it is not a question with at least two different answers
   */
  public Poll {
    options = List.copyOf(options);
    Lines.line(question, 1, QUESTION_MOST, "The question of a poll");
    options.forEach(option -> Lines.line(option, 1, OPTION_MOST, "An answer of a poll"));
    if (options.size() < 2
        || options.size() > OPTIONS_MOST
        || new HashSet<>(options).size() < options.size()) {
      throw new IllegalArgumentException(
          "A poll has 2 to " + OPTIONS_MOST + " answers, each different");
    }
  }

  /** One answer for each person. */
  public static Poll single(String question, String... options) {
    return new Poll(question, List.of(options), false);
  }

  /** Any number of answers for each person. */
  public static Poll multiple(String question, String... options) {
    return new Poll(question, List.of(options), true);
  }

  @Override
  public String toString() {
    return "Poll[" + options.size() + " options]";
  }
}

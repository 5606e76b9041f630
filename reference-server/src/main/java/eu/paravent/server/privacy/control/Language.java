package eu.paravent.server.privacy.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.problems.control.Refusal;
import java.util.Locale;

/** What documents are written in. */
public enum Language {
  DE,
  EN;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One of the two texts. */
  String of(String german, String english) {
    return this == DE ? german : english;
  }

  public static Language named(String code) {
    for (Language language : values()) {
      if (language.code().equals(code)) {
        return language;
      }
    }
    throw Refusal.of(ProblemCode.INVALID_VALUE, "Documents are in the languages de and en.");
  }
}

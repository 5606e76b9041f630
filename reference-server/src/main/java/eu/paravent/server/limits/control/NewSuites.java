package eu.paravent.server.limits.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;

/** In which cipher suites conversations may begin here: the operator's decision. */
@ApplicationScoped
public class NewSuites {
  private static final int HEXADECIMAL = 16;

  @Inject Settings settings;

  /** The one to be preferred first. */
  public List<Integer> numbers() {
    return settings.list(Setting.CIPHER_SUITES).stream()
        .map(text -> Integer.parseInt(text.substring(2), HEXADECIMAL))
        .distinct()
        .toList();
  }

  /** Of a group that is to be founded; one that is there goes on whatever it has. */
  public void require(int suite) {
    if (!numbers().contains(suite)) {
      throw Refusal.of(
          ProblemCode.CIPHER_SUITE_REFUSED,
          "It is "
              + written(suite)
              + "; new groups here have one of "
              + String.join(", ", numbers().stream().map(NewSuites::written).toList())
              + ".");
    }
  }

  /** As settings and documents write it. */
  public static String written(int suite) {
    return String.format(Locale.ROOT, "0x%04X", suite);
  }
}

package eu.paravent.server.keypackages.boundary;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.problems.control.Refusal;
import org.jspecify.annotations.Nullable;

/** The parameter that names a cipher suite. */
final class Suites {
  private Suites() {}

  /** RFC 9420 §17.1: where none is named it is the one that every client has. */
  static int of(@Nullable String text) {
    if (text == null) {
      return 1;
    }
    try {
      int suite = Integer.parseInt(text);
      if (suite > 0 && suite <= 0xffff) {
        return suite;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Refusal.of(
        ProblemCode.INVALID_VALUE, "The parameter cipherSuite is a number from 1 to 65535.");
  }
}

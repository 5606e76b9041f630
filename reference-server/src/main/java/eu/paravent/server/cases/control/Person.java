package eu.paravent.server.cases.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.cases.entity.PersonRows;
import eu.paravent.server.cases.entity.PersonRows.PersonDevice;
import eu.paravent.server.problems.control.Refusal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody whose data it is about.
 *
 * @param uri of a member of staff, {@code mimi://organisation/u/user}, or of a device
 */
record Person(String organisation, String uri) {
  private static final Pattern URI =
      Pattern.compile(
          "mimi://([a-z0-9.-]{1,253})/(?:u/([A-Za-z0-9_-]{1,64})|[dg]/[A-Za-z0-9_/-]{1,129})");

  static Person of(String organisation, String uri) {
    Matcher matcher = URI.matcher(uri);
    if (!matcher.matches() || !matcher.group(1).equals(organisation)) {
      throw Refusal.of(
          ProblemCode.INVALID_VALUE,
          "A person of "
              + organisation
              + " is mimi://"
              + organisation
              + "/u/… for staff, or the address of a guest's device, mimi://"
              + organisation
              + "/g/….");
    }
    return new Person(organisation, uri);
  }

  List<PersonDevice> devices(PersonRows rows) {
    Matcher matcher = URI.matcher(uri);
    return matcher.matches() && matcher.group(2) != null
        ? rows.devicesOfStaff(organisation, matcher.group(2))
        : rows.device(organisation, uri);
  }
}

package eu.paravent.client.internal.mimi;

import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.MessageContent.Location;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Places as geo URIs (RFC 5870) in a list of one URI (RFC 2483 §5), its comment the place's name.
 */
public final class GeoUri {
  static final String CONTENT_TYPE = "text/uri-list";

  /** About a decimetre: a longer number says no more. */
  private static final int DECIMALS = 6;

  private static final int MOST = 256, LINES_MOST = 2048;
  private static final String NUMBER = "(-?[0-9]{1,16}(?:\\.[0-9]{1,32})?)";
  private static final Pattern FORM =
      Pattern.compile(
          "geo:" + NUMBER + "," + NUMBER + "(?:," + NUMBER + ")?((?:;[a-z0-9-]+(?:=[^;]*)?)*)");

  private GeoUri() {}

  /** RFC 5870 §3.3, in WGS 84. */
  public static String of(Location location) {
    return "geo:"
        + number(location.latitude())
        + ","
        + number(location.longitude())
        + location.uncertainty().map(u -> ";u=" + number(u)).orElse("");
  }

  static String lines(Location location) {
    String comment = location.label().isEmpty() ? "" : "# " + location.label() + "\r\n";
    return comment + of(location) + "\r\n";
  }

  /** Empty for what is not one place on earth. */
  static Optional<Location> read(String lines) {
    if (lines.length() > LINES_MOST) {
      return Optional.empty();
    }
    String label = "";
    Optional<String> uri = Optional.empty();
    for (String line : lines.split("\r?\n")) {
      if (line.startsWith("#")) {
        label = label.isEmpty() ? line.substring(1) : label;
      } else if (!line.isBlank()) {
        if (uri.isPresent()) {
          return Optional.empty();
        }
        uri = Optional.of(line.trim());
      }
    }
    String name = shortened(label.replaceAll("\\p{Cntrl}", "").trim());
    return uri.flatMap(u -> parse(u, name));
  }

  private static String shortened(String label) {
    return label.length() <= MessageContent.LABEL_MOST
        ? label
        : label.substring(0, MessageContent.LABEL_MOST);
  }

  private static Optional<Location> parse(String uri, String label) {
    Matcher form = FORM.matcher(uri.toLowerCase(Locale.ROOT));
    if (uri.length() > MOST || !form.matches()) {
      return Optional.empty();
    }
    Optional<Double> uncertainty = Optional.empty();
    for (String parameter : form.group(4).split(";")) {
      if (parameter.startsWith("crs=") && !parameter.equals("crs=wgs84")) {
        // §3.4.1: another reference system would be another place
        return Optional.empty();
      } else if (parameter.startsWith("u=")) {
        if (!parameter.matches("u=[0-9]{1,9}(?:\\.[0-9]{1,32})?")) {
          return Optional.empty();
        }
        uncertainty = Optional.of(Double.parseDouble(parameter.substring(2)));
      }
    }
    try {
      return Optional.of(
          new Location(
              Double.parseDouble(form.group(1)),
              Double.parseDouble(form.group(2)),
              uncertainty,
              label));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String number(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}

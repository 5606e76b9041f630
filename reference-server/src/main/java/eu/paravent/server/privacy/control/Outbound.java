package eu.paravent.server.privacy.control;

import eu.paravent.server.settings.control.Configuration;
import eu.paravent.server.settings.control.Setting;
import java.util.List;

/** Where the server itself connects to. A test finds code that does and is not named here. */
final class Outbound {
  private static final String FILE = "outbound.txt";

  private Outbound() {}

  /**
   * @param code the classes that open the connection, separated by spaces; {@code -} where it is
   *     the container
   */
  record Target(String name, String code, String german, String english) {
    List<String> classes() {
      return code.equals("-") ? List.of() : List.of(code.split(" "));
    }

    /** What is set on this server. */
    String address(Configuration configuration, Language language) {
      return switch (name) {
        case "issuer" -> shown(configuration, Setting.ADMIN_ISSUERS, language);
        case "object-store" ->
            configuration.value(Setting.ATTACHMENT_STORE).shown().equals("s3")
                ? shown(configuration, Setting.S3_ENDPOINT, language)
                : none(language);
        case "wake-up" -> wakeUps(configuration.value(Setting.WAKE_UP_ADDRESSES).shown(), language);
        case "call-relay" -> shown(configuration, Setting.TURN_ADDRESSES, language);
        case "traces" ->
            language.of(
                "keine, solange OTEL_TRACES_EXPORTER nicht gesetzt ist",
                "none unless OTEL_TRACES_EXPORTER is set");
        case "database" ->
            configuration.value(Setting.DB_URL).shown().equals("-")
                ? language.of("keine, Datei auf diesem Server", "none, a file on this server")
                : language.of("vom Betreiber gesetzt", "set by the operator");
        default -> throw new IllegalStateException("No address is known for " + name);
      };
    }

    private static String wakeUps(String allowed, Language language) {
      return switch (allowed) {
        case "none" -> none(language);
        case "public", "any" -> language.of("je Gerät angemeldet", "registered by each device");
        default ->
            language.of("je Gerät angemeldet, nur ", "registered by each device, only ") + allowed;
      };
    }

    private static String shown(Configuration configuration, Setting setting, Language language) {
      String shown = configuration.value(setting).shown();
      return shown.equals("-") ? none(language) : shown;
    }

    private static String none(Language language) {
      return language.of("keine", "none");
    }
  }

  static List<Target> targets() {
    return Resources.rows(FILE).stream()
        .map(cells -> new Target(cells.get(0), cells.get(1), cells.get(2), cells.get(3)))
        .toList();
  }
}

package eu.paravent.server.settings.control;

import java.util.Arrays;

/** The page for operators, made from the settings. */
final class ConfigurationPage {
  private static final String HEAD =
      """
      # Configuration

      Made from the code (`eu.paravent.server.settings`); a test compares the two.

      Everything is set from outside, nothing is rebuilt. Each setting is an environment variable, and a name in MicroProfile Config for hosts that set things another way (a system property, for example); it stands below the variable. *Database*, *Network* and *Log* are read by the configuration of WildFly, from the environment only.

      - An empty variable is one that is not set. Spaces around a value do not count.
      - A value that is not allowed ends the start: nothing is deployed, nothing in the database is touched. The message names every such setting and what it may be; secrets and addresses with possible passwords are not shown. Those of *Database*, *Network* and *Log* are also looked at by `bin/standalone.sh` before WildFly starts; started in another way, WildFly itself may be the one to complain.
      - A variable that begins with `PARAVENT_` and is not on this page is named in a warning at the start, and does nothing.
      - Settings are read once, at the start.
      """;
  private static final String TAIL =
      """

      ## Java
      `JAVA_OPTS` replaces all options of the Java machine, `JBOSS_JAVA_SIZING` only the size of its memory (`-Xms64m -Xmx768m`).
      """;

  private ConfigurationPage() {}

  static String text() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Setting.Topic topic : Setting.Topic.values()) {
      page.append("\n## ")
          .append(topic.title())
          .append("\n| setting | meaning | allowed | without it |\n|---|---|---|---|\n");
      Arrays.stream(Setting.values())
          .filter(setting -> setting.topic() == topic)
          .forEach(setting -> page.append(row(setting)));
    }
    return page.append(TAIL).toString();
  }

  private static String row(Setting setting) {
    String names =
        setting.topic().ofTheContainer()
            ? "`" + setting.variable() + "`"
            : "`" + setting.variable() + "`<br>`" + setting.property() + "`";
    return "| "
        + String.join(" | ", names, setting.meaning(), setting.rule().range(), setting.otherwise())
        + " |\n";
  }
}

package eu.paravent.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * ejabberd as Debian packages it: {@code apt-get install --no-install-recommends ejabberd
 * erlang-p1-pgsql}. Without the second one it starts, delivers, and keeps no archive.
 */
final class Ejabberd extends XmppVenue {
  private static final Path CONTROL = Path.of("/usr/sbin/ejabberdctl"),
      SCHEMA = Path.of("/usr/share/ejabberd/sql/pg.sql");
  private static final Pattern LIBRARIES = Pattern.compile("ERL_LIBS='([^']*)'");

  private Ejabberd(Path folder, Start start) throws Exception {
    super(folder, start);
  }

  /** Empty where it is not installed. */
  static Optional<Venue> start(Path folder, Database database) throws Exception {
    if (!Files.isReadable(CONTROL) || !Files.isReadable(SCHEMA) || !speaksToPostgreSql()) {
      return Optional.empty();
    }
    Database.Access access = database.create("ejabberd", Files.readString(SCHEMA));
    return Optional.of(
        new Ejabberd(folder.resolve("ejabberd"), (own, port) -> command(own, port, access)));
  }

  private static ProcessBuilder command(Path folder, int port, Database.Access access)
      throws Exception {
    Path configuration = folder.resolve("ejabberd.yml");
    Files.writeString(
        configuration,
        """
        hosts: [%s]
        loglevel: error
        default_db: mnesia
        sql_type: pgsql
        sql_server: "localhost"
        sql_port: %d
        sql_database: "%s"
        sql_username: "%s"
        sql_password: "%s"
        sql_pool_size: 20
        auth_method: [anonymous]
        anonymous_protocol: sasl_anon
        listen:
          -
            port: %d
            ip: "127.0.0.1"
            module: ejabberd_c2s
            max_stanza_size: 1048576
        shaper_rules:
          max_user_sessions: 1000000
        modules:
          mod_disco: {}
          mod_mam:
            db_type: sql
          mod_muc:
            db_type: mnesia
            host: "rooms.%s"
            history_size: 0
            max_users: 10000
            max_user_conferences: 10000
            max_users_admin_threshold: 10000
            default_room_options:
              mam: true
        """
            .formatted(
                DOMAIN,
                access.port(),
                access.name(),
                access.user(),
                access.password(),
                port,
                DOMAIN));
    Files.createDirectories(folder.resolve("mnesia"));
    ProcessBuilder command =
        new ProcessBuilder(
            List.of(
                "erl",
                "+K",
                "true",
                "+P",
                "250000",
                "-noinput",
                "-mnesia",
                "dir",
                "\"" + folder.resolve("mnesia") + "\"",
                "-s",
                "ejabberd"));
    command.directory(folder.toFile());
    command
        .environment()
        .putAll(
            Map.of(
                "ERL_LIBS",
                libraries(),
                "EJABBERD_CONFIG_PATH",
                configuration.toString(),
                "EJABBERD_LOG_PATH",
                folder.resolve("ejabberd.log").toString()));
    return command;
  }

  private static boolean speaksToPostgreSql() throws IOException {
    for (Path folder : List.of(Path.of(libraries()), Path.of("/usr/lib/erlang/lib"))) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> found = Files.list(folder)) {
          if (found.anyMatch(each -> each.getFileName().toString().startsWith("p1_pgsql"))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Where its own start script looks for it. */
  private static String libraries() throws IOException {
    try (Stream<String> lines = Files.lines(CONTROL)) {
      return lines
          .map(LIBRARIES::matcher)
          .filter(Matcher::find)
          .map(found -> found.group(1))
          .findFirst()
          .orElse("/usr/lib/erlang/lib");
    }
  }

  @Override
  String rooms() {
    return "rooms." + DOMAIN;
  }

  @Override
  public String name() {
    return "ejabberd";
  }
}

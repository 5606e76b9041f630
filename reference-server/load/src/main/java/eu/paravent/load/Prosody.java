package eu.paravent.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Prosody as Debian packages it: {@code apt-get install --no-install-recommends prosody
 * lua-dbi-postgresql}.
 */
final class Prosody extends XmppVenue {
  private static final Path PROGRAM = Path.of("/usr/bin/prosody");

  private Prosody(Path folder, Start start) throws Exception {
    super(folder, start);
  }

  /** Empty where it is not installed. */
  static Optional<Venue> start(Path folder, Database database) throws Exception {
    if (!Files.isExecutable(PROGRAM)) {
      return Optional.empty();
    }
    Database.Access access = database.create("prosody", "");
    return Optional.of(
        new Prosody(folder.resolve("prosody"), (own, port) -> command(own, port, access)));
  }

  private static ProcessBuilder command(Path folder, int port, Database.Access access)
      throws Exception {
    Path configuration = folder.resolve("prosody.cfg.lua");
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(
        configuration,
        """
        run_as_root = true
        daemonize = false
        pidfile = "%s/prosody.pid"
        data_path = "%s"
        log = { warn = "*console" }
        network_backend = "epoll"
        c2s_ports = { %d }
        c2s_interfaces = { "127.0.0.1" }
        s2s_ports = {}
        c2s_require_encryption = false
        c2s_stanza_size_limit = 1048576
        modules_enabled = { "saslauth", "disco" }
        modules_disabled = { "s2s", "tls" }
        authentication = "anonymous"
        storage = { archive = "sql", muc_log = "sql" }
        sql = { driver = "PostgreSQL", database = "%s", username = "%s", password = "%s", host = "localhost", port = %d }
        max_archive_query_results = 250
        VirtualHost "%s"
        Component "rooms.%s" "muc"
          modules_enabled = { "muc_mam" }
          storage = { muc_log = "sql" }
          muc_log_by_default = true
          muc_log_presences = false
          muc_room_locking = false
          max_history_messages = 0
          max_archive_query_results = 250
        """
            .formatted(
                folder,
                data,
                port,
                access.name(),
                access.user(),
                access.password(),
                access.port(),
                DOMAIN,
                DOMAIN));
    return new ProcessBuilder(PROGRAM.toString(), "-F", "--config", configuration.toString());
  }

  @Override
  String rooms() {
    return "rooms." + DOMAIN;
  }

  @Override
  public String name() {
    return "Prosody";
  }
}

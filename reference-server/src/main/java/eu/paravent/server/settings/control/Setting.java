package eu.paravent.server.settings.control;

import eu.paravent.protocol.Limits;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Everything an operator can set, and nothing else is read: a test looks for others. The page for
 * operators ({@code docs/configuration.md}) is made from this. The names are those of the
 * environment variables without {@code PARAVENT_}.
 */
public enum Setting {
  PROFILE(
      Topic.PROFILE,
      "what the settings below that nothing is written for are: see [privacy](privacy.md)",
      new Rule.OneOf(Profile.names()),
      Otherwise.value("standard")),

  REGISTRATION_TOKEN(
      Topic.ACCESS,
      "who knows it may register organisations",
      new Rule.Secret("8 to 1000 characters", Pattern.compile(".{8,1000}")),
      Otherwise.is("nobody may")),
  PUBLIC_URL(
      Topic.ACCESS,
      "the address clients use, for example `https://chat.acme.example`; sign-in statements are"
          + " made for it",
      new Rule.Address(),
      Otherwise.is("scheme, host and port of each request")),
  ADMIN_ISSUERS(
      Topic.ACCESS,
      "OpenID providers whose tokens administer an organisation, for example"
          + " `acme.example=https://sso.acme.example/realms/staff`",
      new Rule.Several(
          "organisations and https addresses with `=` between, separated by spaces",
          Pattern.compile("[a-z0-9][a-z0-9.-]{0,252}=https?://[A-Za-z0-9:\\[\\]._~/-]{1,500}")),
      Otherwise.is("nobody does")),
  ADMIN_AUDIENCE(
      Topic.ACCESS,
      "what these providers call this server: the audience (`aud`) of their tokens",
      new Rule.Shaped("a text without spaces", Pattern.compile("\\S{1,200}")),
      Otherwise.value("paravent")),
  ADMIN_ROLE(
      Topic.ACCESS,
      "the role of administrators, in the claim `roles` or `groups` of these tokens",
      new Rule.Shaped("a text without spaces", Pattern.compile("\\S{1,200}")),
      Otherwise.value("paravent-admin")),
  DPO_ROLE(
      Topic.ACCESS,
      "the role of data protection officers, in the same claims; it opens what `docs/privacy.md`"
          + " describes, and nothing that administrators do",
      new Rule.Shaped("a text without spaces", Pattern.compile("\\S{1,200}")),
      Otherwise.value("paravent-dpo")),
  DPO_CLIENT(
      Topic.ACCESS,
      "what these providers call the page for data protection officers at `/dpo`: the public client"
          + " (`client_id`, with PKCE) that signs them in",
      new Rule.Shaped("a text without spaces", Pattern.compile("\\S{1,200}")),
      Otherwise.value("paravent-dpo")),
  WEB_ORIGINS(
      Topic.ACCESS,
      "origins whose pages may show `<paravent-chat>`, for example `https://erp.acme.example`",
      new Rule.Several(
          "http or https origins without a path, separated by spaces",
          Pattern.compile("https?://[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?")),
      Otherwise.is("this server only")),
  TURN_ADDRESSES(
      Topic.ACCESS,
      "relay (TURN) for calls between networks that cannot reach each other, told to whoever is"
          + " signed in, for example `turns:turn.acme.example:443?transport=tcp`",
      new Rule.Several(
          "`turn:` or `turns:` addresses, separated by spaces",
          Pattern.compile(
              "turns?:[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?(?:\\?transport=(?:udp|tcp))?")),
      Otherwise.is("calls go from browser to browser or not at all")),
  TURN_SECRET(
      Topic.ACCESS,
      "what the relay and this server share (`static-auth-secret` of coturn): accounts for a"
          + " limited time are made with it",
      new Rule.Secret("16 to 1000 characters", Pattern.compile(".{16,1000}")),
      Otherwise.is("no relay is told")),
  TURN_ONLY(
      Topic.ACCESS,
      "`true`: calls go through the relay or not at all, so that participants do not learn each"
          + " other's network addresses. It needs the two settings above",
      new Rule.OneOf(List.of("true", "false")),
      Otherwise.value("false")),
  METRICS_TOKEN(
      Topic.ACCESS,
      "who knows it may read the figures at `/metrics`, as a bearer token",
      new Rule.Secret("16 to 1000 characters", Pattern.compile(".{16,1000}")),
      Otherwise.is("nobody may, the address is not there")),
  CIPHER_SUITES(
      Topic.ACCESS,
      "cipher suites in which new conversations may begin, the one to be preferred first; devices"
          + " follow, conversations in others go on and are counted as deviations. `0xF002`"
          + " and `0xF003` are hybrid, see the inventory of cryptography",
      new Rule.Several(
          "numbers of cipher suites from `0x0001` to `0x0007`, `0xF002` and `0xF003`, separated by commas",
          Pattern.compile("0x(?:000[1-7]|F00[23])")),
      Otherwise.value("0xF002,0x0001,0x0002,0x0003,0x0004,0x0005,0x0006,0x0007,0xF003")),

  DB_URL(
      Topic.DATABASE,
      "JDBC address of the database",
      new Rule.Secret(
          "an address that begins with `jdbc:postgresql:` or `jdbc:h2:`",
          Pattern.compile("jdbc:(?:postgresql|h2):.+")),
      Otherwise.is("an H2 file in `standalone/data`")),
  DB_DRIVER(
      Topic.DATABASE,
      "which driver; only needed where the server is not started by `standalone.sh`",
      new Rule.OneOf(List.of("postgresql", "h2")),
      Otherwise.is("what the address says")),
  DB_USER(
      Topic.DATABASE,
      "account in the database",
      new Rule.Shaped("a text", Pattern.compile(".+")),
      Otherwise.value("paravent")),
  DB_PASSWORD(
      Topic.DATABASE,
      "its password",
      new Rule.Secret("a text", Pattern.compile(".+")),
      Otherwise.value("paravent")),
  DB_CONNECTIONS(
      Topic.DATABASE,
      "most connections of this node to the database",
      new Rule.Whole(2, 1000, ""),
      Otherwise.value("20")),

  DATA_DIR(
      Topic.STORAGE,
      "directory for attachments; several nodes need the same one",
      new Rule.Shaped("a directory that can be made and written to", Pattern.compile(".+")),
      Otherwise.is("`standalone/data/paravent`")),
  ATTACHMENT_STORE(
      Topic.STORAGE,
      "where attachments lie: `files` below `PARAVENT_DATA_DIR`, `s3` in a bucket, or the name of a"
          + " store that was added to the application. Those in another store are not found",
      new Rule.Shaped("the name of a store", Pattern.compile("[a-z0-9-]{1,32}")),
      Otherwise.value("files")),
  S3_ENDPOINT(
      Topic.STORAGE,
      "address of the object store, for example `https://s3.eu-central-1.amazonaws.com`",
      new Rule.Address(),
      Otherwise.is("needed for `s3`")),
  S3_BUCKET(
      Topic.STORAGE,
      "the bucket, which must exist",
      new Rule.Shaped("3 to 63 letters, digits, `.` and `-`", Pattern.compile("[a-z0-9.-]{3,63}")),
      Otherwise.is("needed for `s3`")),
  S3_PREFIX(
      Topic.STORAGE,
      "what all names in the bucket begin with, for example `chat/`",
      new Rule.Shaped(
          "1 to 200 letters, digits, `_`, `-` and `/`, at the end `/`",
          Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_/-]{0,198}/")),
      Otherwise.is("nothing")),
  S3_REGION(
      Topic.STORAGE,
      "the region that requests are signed for",
      new Rule.Shaped("letters, digits and `-`", Pattern.compile("[a-z0-9-]{1,63}")),
      Otherwise.value("us-east-1")),
  S3_ADDRESSING(
      Topic.STORAGE,
      "how a bucket is named: `path`: `https://host/bucket/`; `host`: `https://bucket.host/`",
      new Rule.OneOf(List.of("path", "host")),
      Otherwise.value("path")),
  S3_ACCESS_KEY(
      Topic.STORAGE,
      "whose requests they are",
      new Rule.Shaped("letters and digits", Pattern.compile("[A-Za-z0-9_./+=-]{1,128}")),
      Otherwise.is("needed for `s3`")),
  S3_SECRET_KEY(
      Topic.STORAGE,
      "the key they are signed with",
      new Rule.Secret("a text", Pattern.compile(".{8,256}")),
      Otherwise.is("needed for `s3`")),
  MESSAGE_RETENTION_DAYS(
      Topic.STORAGE,
      "log entries and welcomes that not every device has are deleted after this",
      retention(),
      Otherwise.value(String.valueOf(Limits.RETENTION.toDays()))),
  ATTACHMENT_RETENTION_DAYS(
      Topic.STORAGE,
      "attachments are deleted after this",
      retention(),
      Otherwise.value(String.valueOf(Limits.RETENTION.toDays()))),
  ATTACHMENT_QUOTA_MIB(
      Topic.STORAGE,
      "what the attachments of one organisation may take, uploads under way included; 0 for no"
          + " limit",
      new Rule.Whole(0, 1L << 40, "MiB"),
      Otherwise.value("10240")),
  AUDIT_RETENTION_DAYS(
      Topic.STORAGE,
      "entries of the audit log are deleted after this",
      retention(),
      Otherwise.value("1095")),
  AUDIT_KEY_FILE(
      Topic.STORAGE,
      "file with the key that signs the audit log, made where it is not there; several nodes need"
          + " the same one. Who has the database has not the key then",
      new Rule.Shaped("a file that can be made and read", Pattern.compile(".+")),
      Otherwise.is("the key is in the database")),
  HOUSEKEEPING_SECONDS(
      Topic.STORAGE,
      "pause between two runs that delete what is due",
      new Rule.Whole(1, 86_400, "seconds"),
      Otherwise.value("300")),

  NODES_LOOK_SECONDS(
      Topic.NODES,
      "pause between two looks for what another node did not tell; PostgreSQL only",
      new Rule.Whole(1, 3_600, "seconds"),
      Otherwise.value("30")),

  WAKE_UP_ADDRESSES(
      Topic.WAKE_UPS,
      "where devices may let this server knock; `public`: https addresses on the open internet;"
          + " `any`: also in networks that are not public, and there without TLS, only where"
          + " nothing this server reaches is harmed by an empty POST; `none`: nowhere; domains:"
          + " there and at names below only, as `public`, for instance at push services in the"
          + " own region",
      new Rule.Shaped(
          "`public` or `any` or `none` or domains, with commas or spaces between",
          Pattern.compile("public|any|none|" + domain() + "(?:[\\s,]+" + domain() + ")*")),
      Otherwise.value("public")),
  WAKE_UP_PAUSE_SECONDS(
      Topic.WAKE_UPS,
      "a device that is not connected is woken at most once in this time",
      new Rule.Whole(1, 86_400, "seconds"),
      Otherwise.value("60")),
  WAKE_UP_LOOK_SECONDS(
      Topic.WAKE_UPS,
      "how often a node looks for all that wait, such as what a killed node left; that its devices"
          + " are connected runs out after twice that time",
      new Rule.Whole(2, 3_600, "seconds"),
      Otherwise.value("30")),

  RATE_PER_DEVICE(
      Topic.RATES,
      "requests of one device in a minute, on this node; 0 for no limit",
      rate(),
      Otherwise.value("3000")),
  RATE_PER_ORGANISATION(
      Topic.RATES,
      "requests of all devices of one organisation together; 0 for no limit",
      rate(),
      Otherwise.value("60000")),
  RATE_PER_ADDRESS(
      Topic.RATES,
      "requests of one network address (IPv6: one /64 network); 0 for no limit",
      rate(),
      Otherwise.value("60000")),
  RATE_OF_REFUSALS(
      Topic.RATES,
      "refused requests of one network address to sign-in, invites and organisations, that is"
          + " guessing; 0 for no limit",
      rate(),
      Otherwise.value("60")),

  BIND_ADDRESS(
      Topic.NETWORK,
      "network address to listen on; `0.0.0.0` for all",
      new Rule.Shaped("an address of this machine", Pattern.compile("[A-Za-z0-9.:%_-]+")),
      Otherwise.value("127.0.0.1")),
  HTTP_PORT(Topic.NETWORK, "port for clients, plain", port(), Otherwise.value("8080")),
  HTTPS_PORT(
      Topic.NETWORK,
      "port for clients, TLS; a certificate that the server signs itself until you give it one",
      port(),
      Otherwise.value("8443")),
  MANAGEMENT_PORT(
      Topic.NETWORK,
      "port for health and the container's metrics, on `127.0.0.1`",
      port(),
      Otherwise.value("9990")),
  BEHIND_PROXY(
      Topic.NETWORK,
      "`true`: the proxy in front says who the client is (`X-Forwarded-For`, `-Proto`). Only where"
          + " nobody else reaches the server, and the proxy replaces what clients send",
      new Rule.OneOf(List.of("true", "false")),
      Otherwise.value("false")),
  SHUTDOWN_SECONDS(
      Topic.NETWORK,
      "how long requests under way may take when the server is told to stop",
      new Rule.Whole(0, 3_600, "seconds"),
      Otherwise.value("20")),
  NODE(
      Topic.NETWORK,
      "name of this node for transactions, another one on each node",
      new Rule.Shaped(
          "1 to 23 letters, digits, `.`, `_` and `-`", Pattern.compile("[A-Za-z0-9._-]{1,23}")),
      Otherwise.value("paravent")),

  LOG_FORMAT(
      Topic.LOG,
      "how lines look on standard output; `json`: one object in a line, for machines",
      new Rule.OneOf(List.of("text", "json")),
      Otherwise.value("text"));

  /** What belongs together on the page, and who reads it. */
  public enum Topic {
    PROFILE("Profile", false),
    ACCESS("Who may do what", false),
    STORAGE("What is kept", false),
    NODES("Several nodes", false),
    WAKE_UPS("Waking devices", false),
    RATES("How much is accepted", false),
    DATABASE("Database", true),
    NETWORK("Network", true),
    LOG("Log", true);

    private final String title;
    private final boolean ofTheContainer;

    Topic(String title, boolean ofTheContainer) {
      this.title = title;
      this.ofTheContainer = ofTheContainer;
    }

    public String title() {
      return title;
    }

    /** Read by WildFly's configuration, before the application runs. */
    public boolean ofTheContainer() {
      return ofTheContainer;
    }
  }

  /** What holds where nothing is written: a value, or what the words say. */
  private record Otherwise(String words, boolean isValue) {
    static Otherwise value(String text) {
      return new Otherwise(text, true);
    }

    static Otherwise is(String words) {
      return new Otherwise(words, false);
    }
  }

  private final Topic topic;
  private final String meaning;
  private final Rule rule;
  private final Otherwise otherwise;

  Setting(Topic topic, String meaning, Rule rule, Otherwise otherwise) {
    this.topic = topic;
    this.meaning = meaning;
    this.rule = rule;
    this.otherwise = otherwise;
  }

  private static String domain() {
    return "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}";
  }

  private static Rule retention() {
    return new Rule.Whole(Limits.RETENTION_LEAST.toDays(), Limits.RETENTION_MOST.toDays(), "days");
  }

  private static Rule rate() {
    return new Rule.Whole(0, 1_000_000_000, "requests");
  }

  private static Rule port() {
    return new Rule.Whole(1, 65_535, "");
  }

  /** The environment variable. */
  public String variable() {
    return "PARAVENT_" + name();
  }

  /** The name in MicroProfile Config, which finds the environment variable by it. */
  public String property() {
    return "paravent." + name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  public Topic topic() {
    return topic;
  }

  public String meaning() {
    return meaning;
  }

  public Rule rule() {
    return rule;
  }

  /** For the page: what holds where nothing is written. */
  public String otherwise() {
    return otherwise.isValue() ? "`" + otherwise.words() + "`" : otherwise.words();
  }

  /** Empty where not writing anything means something that cannot be written. */
  public Optional<String> byDefault() {
    return otherwise.isValue() ? Optional.of(otherwise.words()) : Optional.empty();
  }

  /** What is wrong with this value, as a sentence for the operator; empty where nothing is. */
  public Optional<String> fault(String text) {
    return rule.allows(text)
        ? Optional.empty()
        : Optional.of(
            variable()
                + " is "
                + rule.range()
                + (rule.mayBeShown() ? ", not \"" + text + "\"." : "; what is there is not."));
  }
}

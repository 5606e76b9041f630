package eu.paravent.server.privacy.control;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.notices.OrganisationProfile;
import eu.paravent.protocol.notices.PrivacyNotice.Purpose;
import eu.paravent.protocol.privacy.PrivacyDocument.Table;
import eu.paravent.protocol.privacy.PrivacyOverview.Suite;
import eu.paravent.server.notices.control.Published;
import eu.paravent.server.settings.control.Configuration;
import eu.paravent.server.settings.control.Setting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the running server knows, in the words of one language. */
final class Facts {
  private static final Pattern SETTING = Pattern.compile("\\{([A-Z0-9_]+)\\}");

  private final Language language;
  private final String organisation;
  private final Optional<Published> company;
  private final Configuration configuration;
  private final Supplier<Together.Shown> conversations;
  private final Machine machine;
  private Together.@Nullable Shown shared;

  /**
   * What it runs on.
   *
   * @param software name and version of this server
   */
  record Machine(String software, String database, String java, Instant now) {}

  /**
   * @param conversations asked once, and only where a document shows something of them
   */
  Facts(
      Language language,
      String organisation,
      Optional<Published> company,
      Configuration configuration,
      Supplier<Together.Shown> conversations,
      Machine machine) {
    this.language = language;
    this.organisation = organisation;
    this.company = company;
    this.configuration = configuration;
    this.conversations = conversations;
    this.machine = machine;
  }

  private Together.Shown shared() {
    Together.Shown known = shared;
    if (known == null) {
      known = conversations.get();
      shared = known;
    }
    return known;
  }

  String fact(String name) {
    return switch (name) {
      case "organisation" -> organisation;
      case "company.name" -> of(p -> p.profile().name());
      case "company.address" -> of(p -> p.profile().address());
      case "company.contact" -> of(p -> p.profile().contact());
      case "company.dpo" ->
          of(
              p ->
                  p.profile().dataProtectionOfficer().isBlank()
                      ? language.of("nicht benannt", "not appointed")
                      : p.profile().dataProtectionOfficer());
      case "company.region" -> of(p -> p.profile().region());
      case "company.version" -> of(p -> String.valueOf(p.profile().version()));
      case "notice.version" -> of(p -> String.valueOf(p.profile().notice().version()));
      case "notice.link" -> of(p -> p.profile().notice().link());
      case "notice.text" ->
          of(p -> language.of(p.profile().notice().german(), p.profile().notice().english()));
      case "suites.new" -> value(Setting.CIPHER_SUITES);
      case "days.messages" -> value(Setting.MESSAGE_RETENTION_DAYS);
      case "days.attachments" -> value(Setting.ATTACHMENT_RETENTION_DAYS);
      case "days.audit" -> value(Setting.AUDIT_RETENTION_DAYS);
      case "days.answers" -> String.valueOf(Limits.ANSWER_RETENTION.toDays());
      case "minutes.token" -> String.valueOf(Limits.TOKEN_LIFETIME.toMinutes());
      case "profile" -> value(Setting.PROFILE);
      case "hash" -> configuration.hash();
      case "software" -> machine.software();
      case "database" -> machine.database();
      case "java" -> machine.java();
      case "at" -> machine.now().toString();
      case "attachment.store" -> value(Setting.ATTACHMENT_STORE);
      case "wake-ups" -> value(Setting.WAKE_UP_ADDRESSES);
      case "audit.key" ->
          value(Setting.AUDIT_KEY_FILE).equals("-")
              ? language.of("in der Datenbank", "in the database")
              : language.of(
                  "in einer Datei außerhalb der Datenbank", "in a file outside the database");
      default -> throw new IllegalStateException("No document can name " + name);
    };
  }

  private String of(Function<Published, String> part) {
    return company
        .map(part)
        .filter(text -> !text.isBlank())
        .orElse(language.of("[noch nicht veröffentlicht]", "[not published yet]"));
  }

  private String value(Setting setting) {
    return configuration.value(setting).shown();
  }

  Table table(String name) {
    return switch (name) {
      case "purposes" -> purposes();
      case "retention" -> retention();
      case "stored-data" -> storedData(false);
      case "personal-data" -> storedData(true);
      case "outbound" -> outbound();
      case "partners" -> partners();
      case "suites-in-use" ->
          made(
              "Gespräche dieser Organisation nach Verfahren",
              "Conversations of this organisation by suite",
              "Nummer|Name|neue Gespräche|Gespräche",
              "number|name|new conversations|conversations",
              shared().suites().stream()
                  .map(
                      suite ->
                          List.of(
                              suite.number(),
                              suite.name(),
                              state(suite.state()),
                              String.valueOf(suite.conversations())))
                  .toList());
      case "suites" ->
          made(
              "Verfahren der Gespräche (MLS, RFC 9420)",
              "Cipher suites of conversations (MLS, RFC 9420)",
              "Nummer|Name|Schlüsselvereinbarung|Verschlüsselung|Hash|Unterschrift",
              "number|name|key agreement|encryption|hash|signature",
              Cryptography.suites());
      case "algorithms" ->
          made(
              "Weitere Verfahren",
              "Other algorithms",
              "Verfahren|Verwendung",
              "algorithm|use",
              Cryptography.algorithms().stream()
                  .map(a -> List.of(a.name(), language.of(a.german(), a.english())))
                  .toList());
      case "tls" ->
          made(
              "TLS der Java-Laufzeit",
              "TLS of the Java runtime",
              "Gegenstand|zugelassen",
              "what|accepted",
              Cryptography.tls());
      case "configuration" ->
          made(
              "Einstellungen, die den Datenschutz betreffen",
              "Settings that concern privacy",
              "Einstellung|Wert",
              "setting|value",
              configuration.ofPrivacy().stream()
                  .map(value -> List.of(value.variable(), value.shown()))
                  .toList());
      case "deviations" ->
          made(
              "Abweichungen vom Profil",
              "Deviations from the profile",
              "Einstellung|Profil|Server",
              "setting|profile|server",
              shared().deviations(configuration).stream()
                  .map(d -> List.of(d.setting(), d.expected(), d.actual()))
                  .toList());
      default -> throw new IllegalStateException("No document can show " + name);
    };
  }

  private String state(String state) {
    return switch (state) {
      case Suite.NEW -> language.of("ja", "yes");
      case Suite.KEPT ->
          language.of("nein, früher begonnen: Abweichung", "no, begun earlier: deviation");
      default ->
          language.of(
              "vor dem Vermerk begonnen, unbekannt", "begun before this was noted, unknown");
    };
  }

  private Table partners() {
    String unknown = language.of("[hier nicht veröffentlicht]", "[not published here]");
    return made(
        "Organisationen in gemeinsamen Gesprächen",
        "Organisations in shared conversations",
        "Organisation|Name, Anschrift|Kontakt|Datenschutzbeauftragte Stelle|Datenschutzhinweis"
            + "|gemeinsame Gespräche",
        "organisation|name, address|contact|data protection officer|privacy notice"
            + "|shared conversations",
        shared().partners().stream()
            .map(
                one ->
                    List.of(
                        one.organisation(),
                        said(one, p -> p.name() + ", " + p.address(), unknown),
                        said(one, OrganisationProfile::contact, unknown),
                        said(one, OrganisationProfile::dataProtectionOfficer, unknown),
                        said(one, p -> p.notice().link(), unknown),
                        String.valueOf(one.conversations())))
            .toList());
  }

  private static String said(
      Together.Partner partner, Function<OrganisationProfile, String> part, String otherwise) {
    return partner
        .company()
        .map(company -> part.apply(company.profile()))
        .filter(text -> !text.isBlank())
        .orElse(otherwise);
  }

  private Table purposes() {
    List<Purpose> purposes = company.map(p -> p.profile().notice().purposes()).orElse(List.of());
    return made(
        "Zwecke und Rechtsgrundlagen",
        "Purposes and legal bases",
        "Zweck|Rechtsgrundlage",
        "purpose|legal basis",
        purposes.stream()
            .map(p -> List.of(language.of(p.german(), p.english()), basis(p.basis())))
            .toList());
  }

  private String basis(String basis) {
    return switch (basis) {
      case Purpose.CONTRACT ->
          language.of("Vertrag, Art. 6 Abs. 1 lit. b DSGVO", "contract, GDPR Art. 6(1)(b)");
      case Purpose.LEGAL_DUTY ->
          language.of(
              "rechtliche Verpflichtung, Art. 6 Abs. 1 lit. c DSGVO",
              "legal duty, GDPR Art. 6(1)(c)");
      case Purpose.CONSENT ->
          language.of("Einwilligung, Art. 6 Abs. 1 lit. a DSGVO", "consent, GDPR Art. 6(1)(a)");
      default ->
          language.of(
              "berechtigtes Interesse, Art. 6 Abs. 1 lit. f DSGVO",
              "legitimate interest, GDPR Art. 6(1)(f)");
    };
  }

  private Table retention() {
    List<List<String>> rows = new ArrayList<>();
    StoredData.tables().stream()
        .filter(table -> !table.who().equals("-"))
        .forEach(table -> rows.add(List.of(table.name(), deletion(table))));
    rows.add(
        List.of(
            "log_entry",
            deletion(
                StoredData.tables().stream()
                    .filter(table -> table.name().equals("log_entry"))
                    .findFirst()
                    .orElseThrow())));
    return made("Löschfristen", "Deletion", "Tabelle|gelöscht", "table|deleted", rows);
  }

  private Table storedData(boolean personalOnly) {
    List<List<String>> rows = new ArrayList<>();
    for (StoredData.Table table : StoredData.tables()) {
      for (StoredData.Column column : table.columns()) {
        if (!personalOnly || column.aboutAPerson()) {
          rows.add(
              List.of(
                  table.name() + "." + column.name(),
                  kind(column.kind()),
                  language.of(column.german(), column.english()),
                  deletion(table)));
        }
      }
    }
    return made(
        personalOnly ? "Angaben über Personen" : "Alle gespeicherten Spalten",
        personalOnly ? "Data about people" : "All stored columns",
        "Spalte|Art|Zweck|gelöscht",
        "column|kind|purpose|deleted",
        rows);
  }

  private String kind(String kind) {
    return switch (kind) {
      case "person" -> language.of("Person", "person");
      case "pseudonym" -> language.of("Pseudonym", "pseudonym");
      case "ciphertext" -> language.of("verschlüsselt", "ciphertext");
      case "public" -> language.of("öffentlich", "public");
      case "technical" -> language.of("technisch", "technical");
      default -> throw new IllegalStateException("No kind of data is called " + kind);
    };
  }

  private String deletion(StoredData.Table table) {
    return SETTING
        .matcher(language.of(table.german(), table.english()))
        .replaceAll(found -> Matcher.quoteReplacement(value(Setting.valueOf(found.group(1)))));
  }

  private Table outbound() {
    return made(
        "Ausgehende Verbindungen des Servers",
        "Outbound connections of the server",
        "Ziel|Adresse auf diesem Server|Zweck und Inhalt",
        "target|address on this server|purpose and content",
        Outbound.targets().stream()
            .map(
                target ->
                    List.of(
                        target.name(),
                        target.address(configuration, language),
                        language.of(target.german(), target.english())))
            .toList());
  }

  private Table made(
      String germanCaption,
      String englishCaption,
      String germanColumns,
      String englishColumns,
      List<List<String>> rows) {
    return new Table(
        language.of(germanCaption, englishCaption),
        Resources.cells(language.of(germanColumns, englishColumns)),
        rows);
  }
}

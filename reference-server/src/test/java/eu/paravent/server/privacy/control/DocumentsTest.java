package eu.paravent.server.privacy.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.protocol.Json;
import eu.paravent.protocol.notices.OrganisationProfile;
import eu.paravent.protocol.notices.PrivacyNotice;
import eu.paravent.protocol.notices.PrivacyNotice.Purpose;
import eu.paravent.protocol.privacy.PrivacyDocument;
import eu.paravent.protocol.privacy.PrivacyDocument.Section;
import eu.paravent.protocol.privacy.PrivacyDocument.Table;
import eu.paravent.server.notices.control.Published;
import eu.paravent.server.settings.control.Configuration;
import eu.paravent.server.settings.control.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every document, in both languages, from facts as a server has them. */
class DocumentsTest {
  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");
  private static final Facts.Machine MACHINE =
      new Facts.Machine("Paravent reference server 9", "PostgreSQL 15", "17.0.15", NOW);
  private static final Published ACME =
      new Published(
          new OrganisationProfile(
              "acme.example",
              3,
              "Acme <Fenster> & Söhne",
              "Hauptstraße 1",
              "chat@acme.example",
              "dsb@acme.example",
              "Deutschland",
              new PrivacyNotice(
                  2,
                  "https://acme.example/datenschutz",
                  "Text",
                  "Text",
                  List.of(
                      new Purpose("Ihr Auftrag", "Your order", Purpose.CONTRACT),
                      new Purpose("Werbung", "Advertising", Purpose.CONSENT)))),
          NOW);

  private static final Together.Shown SHARED =
      new Together.Shown(
          Together.suites(List.of(0xF002, 1), Map.of(0xF002, 3L, 1, 2L)),
          List.of(
              new Together.Partner(
                  "beta.example",
                  4,
                  Optional.of(
                      new Published(
                          new OrganisationProfile(
                              "beta.example",
                              1,
                              "Beta AG",
                              "Nebenstraße 2",
                              "chat@beta.example",
                              "",
                              "Deutschland",
                              new PrivacyNotice(
                                  1,
                                  "https://beta.example/privacy",
                                  "Text",
                                  "Text",
                                  List.of(new Purpose("Auftrag", "Order", Purpose.CONTRACT)))),
                          NOW))),
              new Together.Partner("silent.example", 1, Optional.empty())));

  static Stream<String> documents() {
    return Documents.ALL.stream();
  }

  private static PrivacyDocument made(
      String document,
      Language language,
      Map<String, String> settings,
      Optional<Published> company) {
    return made(document, language, settings, company, SHARED);
  }

  private static PrivacyDocument made(
      String document,
      Language language,
      Map<String, String> settings,
      Optional<Published> company,
      Together.Shown shared) {
    Configuration configuration = new Configuration(Settings.of(settings));
    Facts facts =
        new Facts(language, "acme.example", company, configuration, () -> shared, MACHINE);
    List<String> lines = Documents.lines(document, language);
    return new PrivacyDocument(
        document,
        Template.title(lines),
        language.code(),
        "acme.example",
        NOW,
        MACHINE.software(),
        configuration.hash(),
        Template.fill(lines, facts::fact, facts::table));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void hasTheSameInBothLanguages(String document) {
    PrivacyDocument german = made(document, Language.DE, Map.of(), Optional.of(ACME));
    PrivacyDocument english = made(document, Language.EN, Map.of(), Optional.of(ACME));

    assertThat(shape(german)).isEqualTo(shape(english)).isNotEmpty();
    assertThat(german.title()).isNotEqualTo(english.title());
    assertThat(facts(document, Language.DE)).isEqualTo(facts(document, Language.EN));
  }

  @Test
  void conversationsAreLookedAtOnceAndOnlyWhereTheyAreShown() {
    AtomicInteger looks = new AtomicInteger();
    Facts facts =
        new Facts(
            Language.EN,
            "acme.example",
            Optional.of(ACME),
            new Configuration(Settings.of(Map.of())),
            () -> {
              looks.incrementAndGet();
              return SHARED;
            },
            MACHINE);
    Template.fill(Documents.lines("notice-block", Language.EN), facts::fact, facts::table);
    assertThat(looks).hasValue(0);

    Template.fill(Documents.lines("joint-control", Language.EN), facts::fact, facts::table);
    facts.table("deviations");

    assertThat(looks).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"access-information", "incident"})
  void thoseWithFactsOfTheirOwnHaveTheSameInBothLanguagesToo(String document) {
    assertThat(facts(document, Language.DE)).isEqualTo(facts(document, Language.EN)).isNotEmpty();
    assertThat(parts(document, Language.DE)).isEqualTo(parts(document, Language.EN)).isNotEmpty();
  }

  /** What each line begins with. */
  private static List<String> parts(String document, Language language) {
    return Documents.lines(document, language).stream()
        .map(line -> line.replaceAll("[^#@|].*", "").strip())
        .toList();
  }

  /** How many paragraphs, tables, columns and rows each section has. */
  private static List<String> shape(PrivacyDocument document) {
    return document.sections().stream()
        .map(
            section ->
                section.paragraphs().size()
                    + " "
                    + section.tables().stream()
                        .map(table -> table.columns().size() + "x" + table.rows().size())
                        .toList())
        .toList();
  }

  private static List<String> facts(String document, Language language) {
    return Pattern.compile("\\{[^}]+\\}|@table \\S+")
        .matcher(String.join("\n", Documents.lines(document, language)))
        .results()
        .map(found -> found.group())
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void isWholeAndCanBeRead(String document) {
    for (Language language : Language.values()) {
      for (Optional<Published> company : List.of(Optional.of(ACME), Optional.<Published>empty())) {
        PrivacyDocument made = made(document, language, Map.of(), company);

        for (Section section : made.sections()) {
          assertThat(section.title()).isNotBlank().doesNotContain("{");
          assertThat(section.paragraphs()).allSatisfy(p -> assertThat(p).doesNotContain("{", "@t"));
          assertThat(section.tables())
              .allSatisfy(
                  table ->
                      assertThat(table.rows())
                          .allSatisfy(
                              row ->
                                  assertThat(row)
                                      .hasSameSizeAs(table.columns())
                                      .noneMatch(String::isBlank)
                                      .noneMatch(cell -> cell.contains("{"))));
        }
        assertThat(Json.read(PrivacyDocument.class, Json.write(made))).isEqualTo(made);
        assertThat(HtmlPage.of(made))
            .contains("<html lang=\"" + language.code() + "\">", made.configurationHash())
            .doesNotContain("<Fenster>", "<script");
      }
    }
  }

  @Test
  void namesWhatHolds() {
    String text =
        HtmlPage.of(
            made(
                "record-of-processing",
                Language.DE,
                Map.of("PARAVENT_MESSAGE_RETENTION_DAYS", "17"),
                Optional.of(ACME)));

    assertThat(text)
        .contains("Acme &lt;Fenster&gt; &amp; Söhne", "dsb@acme.example", "Deutschland")
        .contains("spätestens nach 17 Tagen", "nach 90 Tagen")
        .contains(
            "Einwilligung, Art. 6 Abs. 1 lit. a DSGVO", "Vertrag, Art. 6 Abs. 1 lit. b DSGVO");
  }

  @Test
  void saysSoWhereTheCompanyHasPublishedNothing() {
    assertThat(HtmlPage.of(made("notice-block", Language.EN, Map.of(), Optional.empty())))
        .contains("[not published yet]");
  }

  @Test
  void theHashChangesWithWhatConcernsPrivacyOnly() {
    String before = hash(Map.of());

    assertThat(hash(Map.of("PARAVENT_HTTP_PORT", "9999"))).isEqualTo(before);
    assertThat(hash(Map.of("PARAVENT_DPO_ROLE", "dsb"))).isNotEqualTo(before);
    assertThat(hash(Map.of("PARAVENT_PROFILE", "dsk"))).isNotEqualTo(before);
    assertThat(hash(Map.of("PARAVENT_REGISTRATION_TOKEN", "secret-one")))
        .isEqualTo(hash(Map.of("PARAVENT_REGISTRATION_TOKEN", "secret-two")))
        .isNotEqualTo(before);
  }

  private static String hash(Map<String, String> settings) {
    return made("works-council", Language.DE, settings, Optional.empty()).configurationHash();
  }

  @Test
  void theWorksCouncilSeesDeviations() {
    PrivacyDocument document =
        made(
            "works-council",
            Language.EN,
            Map.of("PARAVENT_PROFILE", "works-council", "PARAVENT_AUDIT_RETENTION_DAYS", "3000"),
            Optional.of(ACME));

    Table deviations =
        document.sections().stream()
            .flatMap(section -> section.tables().stream())
            .filter(table -> table.caption().equals("Deviations from the profile"))
            .collect(Collectors.toList())
            .get(0);
    assertThat(deviations.rows())
        .containsExactly(List.of("PARAVENT_AUDIT_RETENTION_DAYS", "365", "3000"));
  }

  /** GDPR Art. 26: from the profiles that the others signed. */
  @ParameterizedTest
  @ValueSource(strings = {"record-of-processing", "joint-control"})
  void namesTheOtherControllersAndHowToReachThem(String document) {
    for (Language language : Language.values()) {
      assertThat(HtmlPage.of(made(document, language, Map.of(), Optional.of(ACME))))
          .contains("Beta AG, Nebenstraße 2", "chat@beta.example", "https://beta.example/privacy")
          .contains("silent.example");
    }
    assertThat(HtmlPage.of(made(document, Language.DE, Map.of(), Optional.of(ACME))))
        .contains("[hier nicht veröffentlicht]");
  }

  /**
   * A profile chooses suites; conversations begun before it are a deviation that can be counted.
   */
  @Test
  void conversationsInSuitesThatTheProfileDoesNotHaveAreShown() {
    Map<String, String> settings = Map.of("PARAVENT_PROFILE", "bsi-2026");
    Together.Shown earlier =
        new Together.Shown(
            Together.suites(List.of(0xF002), Map.of(0xF002, 5L, 1, 2L, 0, 1L)), List.of());
    Together.Shown none =
        new Together.Shown(Together.suites(List.of(0xF002), Map.of(0xF002, 5L)), List.of());

    String inventory =
        HtmlPage.of(made("crypto-inventory", Language.DE, settings, Optional.of(ACME), earlier));
    assertThat(inventory)
        .contains("in einem der Verfahren 0xF002,0xF003;", "nein, früher begonnen: Abweichung")
        .contains("0x0001 (2)", "vor dem Vermerk begonnen");
    assertThat(HtmlPage.of(made("works-council", Language.EN, settings, Optional.of(ACME), none)))
        .doesNotContain("0x0001 (");
    assertThat(
            HtmlPage.of(made("works-council", Language.EN, settings, Optional.of(ACME), earlier)))
        .contains("0x0001 (2)");
  }

  @Test
  void aFactThatNobodyKnowsIsADefect() {
    assertThatThrownBy(
            () ->
                Template.fill(
                    List.of("# T", "## S", "{nonsense}"),
                    name -> {
                      throw new IllegalStateException(name);
                    },
                    name -> new Table("", List.of(), List.of())))
        .isInstanceOf(IllegalStateException.class);
  }
}

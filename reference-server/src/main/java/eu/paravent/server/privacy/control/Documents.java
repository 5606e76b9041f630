package eu.paravent.server.privacy.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.privacy.DocumentList;
import eu.paravent.protocol.privacy.PrivacyDocument;
import eu.paravent.protocol.privacy.PrivacyDocument.Table;
import eu.paravent.server.notices.control.Profiles;
import eu.paravent.server.organisations.control.Organisations;
import eu.paravent.server.privacy.entity.DatabaseProduct;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.Page;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.settings.control.Configuration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Documents for data protection officers: texts from files, facts from what runs. */
@ApplicationScoped
public class Documents {
  static final List<String> ALL =
      List.of(
          "record-of-processing",
          "measures",
          "processor-annex",
          "joint-control",
          "notice-block",
          "impact-assessment",
          "crypto-inventory",
          "stored-data",
          "outbound-addresses",
          "works-council");

  @Inject Profiles profiles;
  @Inject Organisations organisations;
  @Inject Configuration configuration;
  @Inject DatabaseProduct database;
  @Inject Together together;
  @Inject ServerClock clock;

  public DocumentList list(String organisation, Page page) {
    organisations.require(organisation);
    Page.Mark mark = page.mark("documents", 1);
    Page.Part<String> part =
        mark.cut(
            ALL.stream().filter(name -> ALL.indexOf(name) > mark.number(0)).toList(),
            name -> List.of(ALL.indexOf(name)));
    return new DocumentList(
        part.map(
            name ->
                new DocumentList.Entry(name, title(name, Language.DE), title(name, Language.EN))),
        part.next());
  }

  public PrivacyDocument make(String organisation, String document, Language language) {
    if (!ALL.contains(document)) {
      organisations.require(organisation);
      throw Refusal.of(
          ProblemCode.DOCUMENT_UNKNOWN, "There are the documents " + String.join(", ", ALL) + ".");
    }
    return make(organisation, document, language, name -> "", name -> Optional.empty());
  }

  /** What GDPR Art. 15 asks to be told beside the data themselves. */
  public PrivacyDocument accessInformation(String organisation, String person, Language language) {
    return make(
        organisation,
        "access-information",
        language,
        name -> name.equals("person") ? person : "",
        name -> Optional.empty());
  }

  /**
   * A document with facts of its own.
   *
   * @param own by name; empty for those that every document can name
   * @param ownTables the same
   */
  PrivacyDocument make(
      String organisation,
      String document,
      Language language,
      Function<String, String> own,
      Function<String, Optional<Table>> ownTables) {
    organisations.require(organisation);
    Facts facts =
        new Facts(
            language,
            organisation,
            profiles.published(organisation),
            configuration,
            () -> together.of(organisation),
            new Facts.Machine(
                Software.name(), database.name(), Runtime.version().toString(), clock.now()));
    return new PrivacyDocument(
        document,
        title(document, language),
        language.code(),
        organisation,
        clock.now(),
        Software.name(),
        configuration.hash(),
        Template.fill(
            lines(document, language),
            name -> {
              String found = own.apply(name);
              return found.isEmpty() ? facts.fact(name) : found;
            },
            name -> ownTables.apply(name).orElseGet(() -> facts.table(name))));
  }

  static List<String> lines(String document, Language language) {
    return Resources.lines(document + "." + language.code() + ".txt");
  }

  private static String title(String document, Language language) {
    return Template.title(lines(document, language));
  }
}

package eu.paravent.server.privacy.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.privacy.PrivacyDocument;
import eu.paravent.protocol.privacy.PrivacyDocument.Table;
import eu.paravent.server.privacy.entity.IncidentRows;
import eu.paravent.server.privacy.entity.IncidentRows.Concerned;
import eu.paravent.server.problems.control.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a supervisory authority and people concerned must be told after a breach. */
@ApplicationScoped
public class Incidents {
  @Inject IncidentRows rows;
  @Inject Documents documents;

  /**
   * About a device, or (where none is named) about all that went through the server in a period.
   *
   * @param from as ISO 8601
   * @param to the same
   */
  public PrivacyDocument pack(
      String organisation, String device, String from, String to, Language language) {
    boolean ofDevice = !device.isEmpty();
    Optional<Instant> begin = instant(from);
    Optional<Instant> end = instant(to);
    if (!ofDevice && (begin.isEmpty() || end.isEmpty() || end.get().isBefore(begin.get()))) {
      throw Refusal.of(
          ProblemCode.INVALID_VALUE,
          "Name a device, or a period with from and to such as 2026-01-31T10:00:00Z.");
    }
    List<Concerned> groups =
        ofDevice
            ? rows.ofDevice(organisation, device)
            : rows.inPeriod(organisation, begin.orElseThrow(), end.orElseThrow());
    return documents.make(
        organisation,
        "incident",
        language,
        name ->
            switch (name) {
              case "incident.subject" ->
                  ofDevice ? device : language.of("der Server", "the server");
              case "incident.from" ->
                  begin
                      .map(Instant::toString)
                      .orElse(language.of("Beitritt des Geräts", "when the device joined"));
              case "incident.to" -> end.map(Instant::toString).orElse(language.of("jetzt", "now"));
              default -> "";
            },
        name ->
            switch (name) {
              case "incident-groups" -> Optional.of(groups(groups, language));
              case "incident-people" -> Optional.of(people(groups, language));
              default -> Optional.empty();
            });
  }

  private static Optional<Instant> instant(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      throw Refusal.of(
          ProblemCode.INVALID_VALUE, "A time is written such as 2026-01-31T10:00:00Z.");
    }
  }

  private static Table groups(List<Concerned> groups, Language language) {
    return new Table(
        language.of("Gespräche und Schlüsselstände", "Conversations and states of keys"),
        List.of(
            language.of("Gespräch", "conversation"),
            language.of("von Epoche", "from epoch"),
            language.of("bis Epoche", "to epoch")),
        groups.stream()
            .map(
                one ->
                    List.of(one.groupId(), epoch(one.from(), language), epoch(one.to(), language)))
            .toList());
  }

  private static String epoch(Optional<Long> epoch, Language language) {
    return epoch
        .map(String::valueOf)
        .orElse(language.of("nicht mehr gespeichert", "no longer stored"));
  }

  private Table people(List<Concerned> groups, Language language) {
    return new Table(
        language.of("Personen und Geräte", "People and devices"),
        List.of(language.of("Person", "person"), language.of("Gerät", "device")),
        rows.people(groups.stream().map(Concerned::groupId).toList()).stream()
            .map(List::of)
            .toList());
  }
}

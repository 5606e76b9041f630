package eu.paravent.client.privacy;

import eu.paravent.client.notice.CompanyProfile;
import java.util.Optional;

/**
 * An organisation that takes part in a conversation, and what it answers for there (GDPR Art. 4(7),
 * 26). Whether several of them are joint controllers is for the organisations to agree; this says
 * who does what as the software has it.
 *
 * @param organisation verified
 * @param profile what it says of itself, signed by it; empty where this client has not seen one
 * @param own whether it is that of this person, for a guest the one that invited it
 * @param decides whether owners of the conversation are of it, who decide about members, class and
 *     retention
 * @param keepsRecords whether an archivist of it is inside
 * @param staff people of it inside, archivists not counted
 * @param guests inside that it invited
 */
public record Controller(
    String organisation,
    Optional<CompanyProfile> profile,
    boolean own,
    boolean decides,
    boolean keepsRecords,
    int staff,
    int guests) {

  /** What it answers for, in sentences, English. */
  public String inEnglish() {
    return name()
        + " answers for its staff"
        + (guests > 0 ? ", the guests it invited" : "")
        + " and the messages on their devices: it informs these people, and requests about their"
        + " data go to it."
        + (decides ? " It decides who takes part and how long the conversation is kept." : "")
        + (keepsRecords ? " It keeps an archive of the conversation, and answers for it." : "")
        + profile
            .map(
                known ->
                    " Contact: "
                        + known.contact()
                        + officer(known, ". Data protection officer: ")
                        + ". Privacy notice: "
                        + known.notice().link())
            .orElse(" It has not said how it can be reached.");
  }

  /** What it answers for, in sentences, German. */
  public String inGerman() {
    return name()
        + " ist verantwortlich für die eigenen Beschäftigten"
        + (guests > 0 ? ", die selbst eingeladenen Gäste" : "")
        + " und die Nachrichten auf deren Geräten: Sie informiert diese Personen, Anträge zu deren"
        + " Daten gehen an sie."
        + (decides ? " Sie bestimmt, wer teilnimmt und wie lange aufbewahrt wird." : "")
        + (keepsRecords ? " Sie führt ein Archiv des Gesprächs und ist dafür verantwortlich." : "")
        + profile
            .map(
                known ->
                    " Kontakt: "
                        + known.contact()
                        + officer(known, ". Datenschutzbeauftragte Stelle: ")
                        + ". Datenschutzhinweis: "
                        + known.notice().link())
            .orElse(" Sie hat nicht angegeben, wie sie zu erreichen ist.");
  }

  private String name() {
    return profile.map(known -> known.name() + " (" + organisation + ")").orElse(organisation);
  }

  private static String officer(CompanyProfile profile, String words) {
    return profile.dataProtectionOfficer().isBlank() ? "" : words + profile.dataProtectionOfficer();
  }
}

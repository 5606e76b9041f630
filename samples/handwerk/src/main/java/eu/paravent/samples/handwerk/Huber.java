package eu.paravent.samples.handwerk;

import eu.paravent.client.notice.CompanyProfile;
import eu.paravent.client.notice.PrivacyNotice;
import eu.paravent.client.notice.PrivacyNotice.LegalBasis;
import eu.paravent.client.notice.PrivacyNotice.Purpose;
import java.util.List;

/** The company: what it says of itself to everyone it invites, and who works in it. */
final class Huber {
  static final CompanyProfile PROFILE =
      new CompanyProfile(
          "Fensterbau Huber GmbH",
          "Am Sägewerk 4, 83022 Rosenheim",
          "buero@fensterbau-huber.example",
          "datenschutz@fensterbau-huber.example",
          "Deutschland / Germany",
          new PrivacyNotice(
              1,
              "https://fensterbau-huber.example/datenschutz",
              "Wir führen dieses Gespräch, um Ihren Auftrag abzuwickeln, und bewahren es auf, solange"
                  + " das Handelsrecht es verlangt.\nSie können Auskunft, Berichtigung und Löschung"
                  + " verlangen und sich bei der Aufsicht beschweren.",
              "We hold this conversation to carry out your order, and keep it as long as commercial"
                  + " law asks for.\nYou may ask for access, rectification and erasure, and complain"
                  + " to the supervisory authority.",
              List.of(
                  new Purpose(
                      "Abwicklung Ihres Auftrags",
                      "Carrying out your order",
                      LegalBasis.CONTRACT))));

  /** The crews that fit windows. */
  static final List<String> CREWS = List.of("Inn", "Mangfall");

  private Huber() {}

  /** Who may sign in. Your application knows that from its directory. */
  enum Staff {
    ANNA("Anna Huber"),
    BEN("Ben Krüger");

    private final String fullName;

    Staff(String fullName) {
      this.fullName = fullName;
    }

    String fullName() {
      return fullName;
    }
  }
}

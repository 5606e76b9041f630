package eu.paravent.samples.quickstart;

import eu.paravent.client.notice.CompanyProfile;
import eu.paravent.client.notice.PrivacyNotice;
import eu.paravent.client.notice.PrivacyNotice.LegalBasis;
import eu.paravent.client.notice.PrivacyNotice.Purpose;
import java.util.List;

/** What acme.example says of itself to everyone it invites. */
final class AcmeProfile {
  private AcmeProfile() {}

  static CompanyProfile on(LegalBasis basis) {
    return on(basis, 1);
  }

  /**
   * @param version of the notice
   */
  static CompanyProfile on(LegalBasis basis, long version) {
    return new CompanyProfile(
        "Acme Fensterbau GmbH",
        "Hauptstraße 1, 12345 Musterstadt",
        "chat@acme.example",
        "datenschutz@acme.example",
        "Deutschland / Germany",
        new PrivacyNotice(
            version,
            "https://acme.example/datenschutz",
            "Wir führen dieses Gespräch, um Ihren Auftrag abzuwickeln. Was dazu geschrieben wird,"
                + " bewahren wir auf, solange das Handelsrecht es verlangt.\nSie können Auskunft,"
                + " Berichtigung und Löschung verlangen und sich bei der Aufsicht beschweren.",
            "We hold this conversation to carry out your order. What is written is kept as long as"
                + " commercial law asks for.\nYou may ask for access, rectification and erasure, and"
                + " complain to the supervisory authority.",
            List.of(new Purpose("Abwicklung Ihres Auftrags", "Carrying out your order", basis))));
  }
}

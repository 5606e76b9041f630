package eu.paravent.client.notice;

import java.util.List;

/**
 * What a company says about personal data (GDPR Art. 13).
 *
 * @param version from 1; a higher one is shown to everybody again before they go on
 * @param link to the whole notice; {@code https}
 * @param german its text, at most 32,768 characters, not formatted
 * @param english the same in English
 * @param purposes 1 to 20
 */
public record PrivacyNotice(
    long version, String link, String german, String english, List<Purpose> purposes) {
  public PrivacyNotice {
    purposes = List.copyOf(purposes);
  }

  /** Whether one of the purposes stands on consent, which can be withdrawn. */
  public boolean needsConsent() {
    return purposes.stream().anyMatch(purpose -> purpose.basis() == LegalBasis.CONSENT);
  }

  /**
   * What the data is used for, and on what ground.
   *
   * @param german at most 500 characters
   * @param english the same in English
   */
  public record Purpose(String german, String english, LegalBasis basis) {}

  /** GDPR Art. 6(1). */
  public enum LegalBasis {
    /** Point (a): the person agreed; can be withdrawn. */
    CONSENT,
    /** Point (b): for a contract with the person. */
    CONTRACT,
    /** Point (c): a law asks for it. */
    LEGAL_DUTY,
    /** Point (f): interests that outweigh the person's. */
    LEGITIMATE_INTEREST
  }
}

package eu.paravent.protocol.notices;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a company says about personal data (GDPR Art. 13).
 *
 * @param version grows with every change that people must see before they go on
 * @param link to the whole notice, {@code https}
 * @param german its text, not formatted
 * @param english the same
 * @param purposes what the data is used for, and on what ground
 */
public record PrivacyNotice(
    long version, String link, String german, String english, List<Purpose> purposes) {
  private static final int TEXT_MOST = 32 << 10, PURPOSES_MOST = 20, LINE_MOST = 500;

  /** A purpose and its legal basis (GDPR Art. 6). */
  public record Purpose(String german, String english, String basis) {
    public static final String CONTRACT = "contract",
        LEGITIMATE_INTEREST = "legitimate-interest",
        CONSENT = "consent",
        LEGAL_DUTY = "legal-duty";

    private static final Set<String> BASES =
        Set.of(CONTRACT, LEGITIMATE_INTEREST, CONSENT, LEGAL_DUTY);

    boolean good() {
      return BASES.contains(basis) && line(german) && line(english);
    }

    private static boolean line(String text) {
      return !text.isBlank() && text.length() <= LINE_MOST;
    }
  }

  /** Whether it takes a consent that can be withdrawn, and not only taking note. */
  public boolean needsConsent() {
    return purposes.stream().anyMatch(purpose -> purpose.basis().equals(Purpose.CONSENT));
  }

  Optional<String> defect() {
    if (version < 1) {
      return Optional.of("Versions of the notice count from 1");
    } else if (!absolute(link)) {
      return Optional.of("The link to the notice is an https address");
    } else if (german.isBlank()
        || english.isBlank()
        || german.length() > TEXT_MOST
        || english.length() > TEXT_MOST) {
      return Optional.of(
          "The notice has a German and an English text of 1 to " + TEXT_MOST + " characters");
    } else if (purposes.isEmpty()
        || purposes.size() > PURPOSES_MOST
        || !purposes.stream().allMatch(Purpose::good)) {
      return Optional.of(
          "The notice has 1 to "
              + PURPOSES_MOST
              + " purposes, each in German and English and with one of the legal bases "
              + String.join(", ", Purpose.BASES.stream().sorted().toList()));
    }
    return Optional.empty();
  }

  private static boolean absolute(String link) {
    try {
      URI uri = URI.create(link);
      return "https".equals(uri.getScheme()) && uri.getHost() != null && link.length() <= LINE_MOST;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}

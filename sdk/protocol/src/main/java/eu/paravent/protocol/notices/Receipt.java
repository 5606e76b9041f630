package eu.paravent.protocol.notices;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a person did about a privacy notice, as its device signs it.
 *
 * @param kind {@link #NOTED}, {@link #CONSENTED} or {@link #WITHDRAWN}
 * @param organisation whose notice it is
 * @param device URI of the device that signs
 * @param noticeVersion as in {@link PrivacyNotice#version}
 * @param profileHash SHA-256 of the {@link SignedProfile#profile} that was shown, in US-ASCII
 * @param language in which it was shown: {@code de} or {@code en}
 * @param at by the device's clock
 * @param purposes that stood there, in that language; empty in receipts of earlier versions
 */
public record Receipt(
    String kind,
    String organisation,
    String device,
    long noticeVersion,
    byte[] profileHash,
    String language,
    Instant at,
    Optional<List<Purpose>> purposes) {
  public static final String NOTED = "noted", CONSENTED = "consented", WITHDRAWN = "withdrawn";

  private static final Set<String> KINDS = Set.of(NOTED, CONSENTED, WITHDRAWN);
  private static final Set<String> LANGUAGES = Set.of("de", "en");

  /** Without purposes, which the profile has. */
  public Receipt(
      String kind,
      String organisation,
      String device,
      long noticeVersion,
      byte[] profileHash,
      String language,
      Instant at) {
    this(kind, organisation, device, noticeVersion, profileHash, language, at, Optional.empty());
  }

  /**
   * What the data is used for.
   *
   * @param basis as in {@link PrivacyNotice.Purpose#basis}
   */
  public record Purpose(String text, String basis) {}

  /** What is wrong with it in itself; empty where nothing is. */
  public Optional<String> defect() {
    if (!KINDS.contains(kind)) {
      return Optional.of("The kind of a receipt is one of " + KINDS.stream().sorted().toList());
    } else if (!LANGUAGES.contains(language)) {
      return Optional.of(
          "The language of a receipt is one of " + LANGUAGES.stream().sorted().toList());
    } else if (profileHash.length != 32) {
      return Optional.of("The hash of a profile has 32 bytes");
    }
    return Optional.empty();
  }
}

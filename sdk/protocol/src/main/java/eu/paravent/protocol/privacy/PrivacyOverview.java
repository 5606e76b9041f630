package eu.paravent.protocol.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where an organisation stands, for its data protection officer. Counts are of the organisation,
 * never of people.
 *
 * @param profile what the operator wants to comply with
 * @param deviations settings that are not as the profile has them
 * @param company empty where the organisation has published nothing
 * @param archive what the server knows about an archive: {@code none-known} in this version
 */
public record PrivacyOverview(
    String organisation,
    String software,
    String profile,
    String configurationHash,
    List<Deviation> deviations,
    List<Retention> retention,
    Optional<Company> company,
    ReceiptFigures receipts,
    String archive) {

  /** A setting that is not as the profile has it. */
  public record Deviation(String setting, String expected, String actual) {}

  /** What is kept for how long. */
  public record Retention(String what, long days) {}

  /** As the organisation signed it. */
  public record Company(
      String name,
      String address,
      String contact,
      String dataProtectionOfficer,
      String region,
      long profileVersion,
      long noticeVersion,
      String noticeLink,
      Instant receivedAt) {}

  /** Receipts that are kept, by kind. */
  public record ReceiptFigures(long noted, long consented, long withdrawn) {}
}

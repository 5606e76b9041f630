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
 * @param versions of the profile, the newest first
 * @param archive what the server knows about an archive: {@code none-known} or {@code known}
 * @param archivists who keeps records, by the certificate the organisation gave
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
    List<Version> versions,
    String archive,
    List<Archivist> archivists) {
  /** How many versions are shown. */
  public static final int VERSIONS_MOST = 100;

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

  /**
   * A profile that was published.
   *
   * @param sha256 of it as it was signed, base64url: as receipts name it
   */
  public record Version(
      long profileVersion, long noticeVersion, String sha256, Instant receivedAt) {}

  /**
   * Somebody who keeps records of conversations, visible to everyone in them.
   *
   * @param conversations that it is in
   * @param behind entries of these that are not in its keeping yet
   */
  public record Archivist(String user, long devices, long conversations, long behind) {}

  /** Receipts that are kept, by kind. */
  public record ReceiptFigures(long noted, long consented, long withdrawn) {}
}

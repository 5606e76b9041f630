package eu.paravent.protocol.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where an organisation stands, for its data protection officer. Counts are of the organisation,
 * never of people.
 *
 * @param profile what the operator wants to comply with
 * @param deviations settings that are not as the profile has them, and conversations in cipher
 *     suites that new ones do not get
 * @param company empty where the organisation has published nothing
 * @param versions of the profile, the newest first
 * @param archive what the server knows about an archive: {@code none-known} or {@code known}
 * @param archivists who keeps records, by the certificate the organisation gave
 * @param suites of conversations: those that new ones are begun in first, then what else there is
 * @param partners other organisations that it shares conversations with
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
    List<Archivist> archivists,
    List<Suite> suites,
    List<Partner> partners) {
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

  /**
   * A cipher suite, and how many conversations with people of the organisation are in it.
   *
   * @param number such as {@code 0xF002}
   * @param state {@link #NEW}, {@link #KEPT} or {@link #UNKNOWN}
   */
  public record Suite(String number, String name, String state, long conversations) {
    /** New conversations may be begun in it. */
    public static final String NEW = "new";

    /** It was possible when these were begun, and is not any more. */
    public static final String KEPT = "kept";

    /** Begun before the server noted suites, and not changed since. */
    public static final String UNKNOWN = "unknown";
  }

  /**
   * Another controller.
   *
   * @param name as it says itself; empty where it has published nothing here
   */
  public record Partner(String organisation, Optional<String> name, long conversations) {}

  /** Receipts that are kept, by kind. */
  public record ReceiptFigures(long noted, long consented, long withdrawn) {}
}

package eu.paravent.protocol.notices;

import eu.paravent.protocol.Limits;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a company says of itself to everyone who is invited.
 *
 * @param version higher than that of the profile before
 * @param contact of whoever answers questions about the chat
 * @param dataProtectionOfficer how to reach the data protection officer; empty where there is none
 * @param region where the server stands, for instance {@code Germany}
 * @param keeping how long its conversations are kept, each kind once; empty where nothing is said
 * @param ciphertextDays how long servers keep ciphertext of conversations with its people in them,
 *     where they would keep it longer
 */
public record OrganisationProfile(
    String organisation,
    long version,
    String name,
    String address,
    String contact,
    String dataProtectionOfficer,
    String region,
    PrivacyNotice notice,
    Optional<List<KeepingRule>> keeping,
    Optional<Integer> ciphertextDays) {
  private static final int LINE_MOST = 500;

  /** One that says nothing about keeping. */
  public OrganisationProfile(
      String organisation,
      long version,
      String name,
      String address,
      String contact,
      String dataProtectionOfficer,
      String region,
      PrivacyNotice notice) {
    this(
        organisation,
        version,
        name,
        address,
        contact,
        dataProtectionOfficer,
        region,
        notice,
        Optional.empty(),
        Optional.empty());
  }

  /** What is wrong with it; empty where nothing is. */
  public Optional<String> defect() {
    if (version < 1) {
      return Optional.of("Versions count from 1");
    }
    for (Map.Entry<String, String> line :
        Map.of(
                "name", name,
                "address", address,
                "contact", contact,
                "dataProtectionOfficer", dataProtectionOfficer,
                "region", region)
            .entrySet()) {
      boolean mayBeEmpty = line.getKey().equals("dataProtectionOfficer");
      if ((line.getValue().isBlank() && !mayBeEmpty) || line.getValue().length() > LINE_MOST) {
        return Optional.of(line.getKey() + " needs 1 to " + LINE_MOST + " characters");
      }
    }
    List<KeepingRule> rules = keeping.orElse(List.of());
    if (rules.stream().map(KeepingRule::kind).distinct().count() < rules.size()
        || !rules.stream().allMatch(KeepingRule::good)) {
      return Optional.of(
          "Keeping has each of "
              + KeepingRule.KINDS.stream().sorted().toList()
              + " once at most, and no maximum below the minimum");
    }
    if (ciphertextDays
        .filter(
            days -> days < Limits.RETENTION_LEAST.toDays() || days > Limits.RETENTION_MOST.toDays())
        .isPresent()) {
      return Optional.of(
          "Ciphertext is kept for "
              + Limits.RETENTION_LEAST.toDays()
              + " to "
              + Limits.RETENTION_MOST.toDays()
              + " days");
    }
    return notice.defect();
  }
}

package eu.paravent.protocol.notices;

import java.util.Map;
import java.util.Optional;

/**
 * What a company says of itself to everyone who is invited.
 *
 * @param version higher than that of the profile before
 * @param contact of whoever answers questions about the chat
 * @param dataProtectionOfficer how to reach the data protection officer; empty where there is none
 * @param region where the server stands, for instance {@code Germany}
 */
public record OrganisationProfile(
    String organisation,
    long version,
    String name,
    String address,
    String contact,
    String dataProtectionOfficer,
    String region,
    PrivacyNotice notice) {
  private static final int LINE_MOST = 500;

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
    return notice.defect();
  }
}

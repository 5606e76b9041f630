package eu.paravent.client.notice;

/**
 * What a company says of itself to everyone it invites. Signed by its root: the server can withhold
 * it, but neither change nor make one.
 *
 * @param name as in the commercial register
 * @param contact of whoever answers questions
 * @param dataProtectionOfficer how to reach the data protection officer; empty where there is none
 * @param region where the server stands and the data is kept
 * @param keeping how long it keeps conversations
 */
public record CompanyProfile(
    String name,
    String address,
    String contact,
    String dataProtectionOfficer,
    String region,
    PrivacyNotice notice,
    CompanyKeeping keeping) {
  /** One that says nothing about keeping. */
  public CompanyProfile(
      String name,
      String address,
      String contact,
      String dataProtectionOfficer,
      String region,
      PrivacyNotice notice) {
    this(name, address, contact, dataProtectionOfficer, region, notice, CompanyKeeping.none());
  }
}

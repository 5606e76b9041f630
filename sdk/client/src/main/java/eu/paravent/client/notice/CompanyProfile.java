package eu.paravent.client.notice;

/**
 * What a company says of itself to everyone it invites. Signed by its root: the server can withhold
 * it, but neither change nor make one.
 *
 * @param name as in the commercial register
 * @param contact of whoever answers questions
 * @param dataProtectionOfficer how to reach the data protection officer; empty where there is none
 * @param region where the server stands and the data is kept
 */
public record CompanyProfile(
    String name,
    String address,
    String contact,
    String dataProtectionOfficer,
    String region,
    PrivacyNotice notice) {}

package eu.paravent.client.internal.notice;

import eu.paravent.client.UntrustedException;
import eu.paravent.client.internal.delivery.ProfileJson;
import eu.paravent.client.internal.keys.Certificate;
import eu.paravent.client.internal.keys.Fingerprint;
import eu.paravent.client.internal.keys.SigningKey;
import eu.paravent.client.internal.keys.Statement;
import eu.paravent.client.notice.CompanyProfile;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A company's profile that was checked, as it is shown to someone.
 *
 * @param version of the profile, not of the notice in it
 * @param hash SHA-256 of what was signed: names exactly this profile
 */
public record ProfileShown(String organisation, long version, CompanyProfile profile, byte[] hash) {
  /**
   * @param root certificate of the organisation, DER, which the link vouches for
   * @throws UntrustedException if the root has not signed it
   */
  public static ProfileShown verify(String signed, String organisation, byte[] root) {
    try {
      byte[] json =
          Statement.verify(signed, ProfileJson.TYPE, Certificate.read(root).publicKey())
              .orElseThrow(ProfileShown::forged);
      CompanyProfile profile =
          ProfileJson.read(json, organisation).orElseThrow(ProfileShown::forged);
      byte[] hash = Fingerprint.hash(signed.getBytes(StandardCharsets.US_ASCII));
      return new ProfileShown(organisation, ProfileJson.version(json), profile, hash);
    } catch (Certificate.CertificateException e) {
      throw forged();
    }
  }

  private static UntrustedException forged() {
    return new UntrustedException(
        "The profile that the server shows was not signed by the company", null);
  }

  /**
   * @throws IllegalArgumentException if something is missing or too long
   */
  public static String sign(
      CompanyProfile profile, String organisation, long version, SigningKey root) {
    return Statement.sign(
        ProfileJson.TYPE, ProfileJson.write(profile, organisation, version), root, List.of());
  }
}

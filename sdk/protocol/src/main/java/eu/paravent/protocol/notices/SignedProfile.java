package eu.paravent.protocol.notices;

/**
 * Body of {@code PUT} and answer to {@code GET} of {@link eu.paravent.protocol.Paths#PROFILE}.
 *
 * @param profile JWS (compact, EdDSA) by the organisation's root key, {@code typ} {@link #TYPE},
 *     over an {@link OrganisationProfile}
 */
public record SignedProfile(String profile) {
  public static final String TYPE = "paravent-profile+jws";
}

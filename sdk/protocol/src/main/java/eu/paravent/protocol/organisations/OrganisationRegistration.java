package eu.paravent.protocol.organisations;

/**
 * {@code PUT} to {@link eu.paravent.protocol.Paths#ORGANISATION}.
 *
 * @param rootCertificate DER, self-signed, Ed25519, CA, subject {@code O=<organisation id>}
 * @param proof JWS (compact, EdDSA) by the root key over {@code {"sub": organisation id, "aud":
 *     server base URL, "iat", "exp"}}
 */
public record OrganisationRegistration(byte[] rootCertificate, String proof) {}

package eu.paravent.protocol.audit;

import java.time.Instant;

/**
 * Where a log ended when it was read, so that a missing end is noticed. Signed as a JWS of type
 * {@link #TYPE}.
 *
 * @param hash SHA-256 of the last entry's JWS, in base64url
 */
public record AuditHead(String chain, long sequence, String hash, Instant at) {
  public static final String TYPE = "paravent-audit-head+jws";
}

package eu.paravent.protocol.audit;

import java.time.Instant;
import java.util.List;

/**
 * What one entry of the audit log says. Signed as a JWS of type {@link #TYPE} by a key of the
 * server.
 *
 * @param chain the organisation whose log it is, or {@link #SERVER}
 * @param sequence from 1, without gaps
 * @param event what happened, such as {@code profile-published}
 * @param actor who did it: {@code operator}, {@code root}, {@code server}, or {@code officer:} with
 *     the subject that the organisation's issuer names
 * @param facts what belongs to it; never content, and no figures about people
 * @param previous SHA-256 of the JWS before, in base64url; empty in the first
 */
public record AuditEntry(
    String chain,
    long sequence,
    Instant at,
    String event,
    String actor,
    List<Fact> facts,
    String previous) {
  public static final String TYPE = "paravent-audit+jws";

  /** The log of what concerns no organisation in particular. */
  public static final String SERVER = "*";

  /** Something that belongs to an event, such as the version of a profile. */
  public record Fact(String name, String value) {}
}

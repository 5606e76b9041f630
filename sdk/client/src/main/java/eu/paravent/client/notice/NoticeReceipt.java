package eu.paravent.client.notice;

import java.time.Instant;

/**
 * What this person did about a company's privacy notice, signed by the key of this device. Kept
 * here and on the server; whoever has it can check it without either.
 *
 * @param language of the notice that was shown: {@code de} or {@code en}
 * @param at by this device's clock
 * @param signed JWS (RFC 7515, compact, EdDSA) with the device's certificates in {@code x5c}; names
 *     the SHA-256 of the signed profile that was shown, and the purposes in it with their legal
 *     bases
 */
public record NoticeReceipt(
    Kind kind,
    String organisation,
    long noticeVersion,
    String language,
    Instant at,
    String signed) {
  /** What was done. */
  public enum Kind {
    /** The notice was shown, and the person went on. */
    NOTED,
    /** The person consented to what needs consent. */
    CONSENTED,
    /** The person takes its consent back, and leaves. */
    WITHDRAWN
  }
}

package eu.paravent.server.requests.control;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.problems.control.Refusal;
import org.jspecify.annotations.Nullable;

/** Names one write of one device on one group, however often it is sent. */
public record IdempotencyKey(String value) {
  /**
   * Refuses whatever is not a key.
   *
   * @param header as it came, null where it is missing
   */
  public static IdempotencyKey of(@Nullable String header) {
    if (header == null || !Ids.wellFormed(header)) {
      throw Refusal.of(
          ProblemCode.MALFORMED_REQUEST,
          "Send the header "
              + Headers.IDEMPOTENCY_KEY
              + " with base64url of 16 to 32 random bytes, the same one when you send again.");
    }
    return new IdempotencyKey(header);
  }
}

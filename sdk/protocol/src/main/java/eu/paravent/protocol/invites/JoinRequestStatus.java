package eu.paravent.protocol.invites;

import java.time.Instant;

/**
 * Answer to {@code PUT} and {@code GET} of {@link eu.paravent.protocol.Paths#JOIN_REQUEST}. Where
 * the guest was let in, a welcome waits for it too.
 *
 * @param state {@code pending}, {@code declined} or {@code approved}
 * @param expiresAt when the request is forgotten
 */
public record JoinRequestStatus(String state, Instant expiresAt) {
  public static final String PENDING = "pending", DECLINED = "declined", APPROVED = "approved";
}

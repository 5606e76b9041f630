package eu.paravent.client.message;

import eu.paravent.client.UserId;
import java.time.Instant;

/**
 * That one of the others got or read a message. Said by that person's own client, of its own free
 * will: that there is none says nothing.
 *
 * @param by verified
 * @param time when the server took the receipt, by the server's clock
 */
public record Receipt(UserId by, Status status, Instant time) {
  /** How far it has come. */
  public enum Status {
    /** It is on a device of that person. */
    DELIVERED,
    /** That person has read it. */
    READ
  }
}

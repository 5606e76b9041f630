package eu.paravent.client.archive;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.message.Attachment;
import java.time.Instant;
import java.util.List;

/** What the client does for the keeper of its records. Thread-safe. */
public interface RecordDesk {
  /** The {@code typ} of everything that {@link #sign} signs. */
  String SIGNED_TYPE = "paravent-journal+json";

  /** Whose records they are. */
  UserId archivist();

  /** By the client's clock. */
  Instant now();

  /**
   * The certificates of the key that {@link #sign} uses now: the device's, then the organisation's.
   * It is renewed from time to time.
   */
  List<byte[]> certificates();

  /**
   * Signs a line of a journal, as compact JWS (RFC 7515) with EdDSA, by the key of this device.
   *
   * @param content JSON
   */
  String sign(byte[] content);

  /**
   * Gets and decrypts a file that came with a record.
   *
   * @throws eu.paravent.client.ServerUnavailableException if it cannot be had now
   * @throws eu.paravent.client.RefusedException if the server does not have it any more
   * @throws eu.paravent.client.UntrustedException if what the server has is not what was sent
   */
  byte[] download(ConversationId conversation, Attachment file);
}

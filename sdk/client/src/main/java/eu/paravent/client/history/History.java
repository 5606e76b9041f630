package eu.paravent.client.history;

import java.util.List;
import java.util.Optional;

/**
 * History from device to device of one person, end to end encrypted to the device that asked: the
 * server carries it and cannot read it, and neither can the others in a conversation. A device
 * hands over nothing unless its person, or its organisation's {@link HistoryPolicy}, says so.
 *
 * <p>Handed over is what was said in the conversations that both devices are in, with edits,
 * reactions, votes, pins, receipts and names. Not handed over is what was deleted, what has
 * expired, by its own time or by the conversation's retention, and what was never sent. Files come
 * along by their keys, for as long as the server keeps them. What arrives is marked {@link
 * eu.paravent.client.Message.Mark#SHARED}: it is the word of the other device, as a backup would
 * be.
 *
 * <p>Thread-safe. Not for guests and archivists, who have one device.
 */
public interface History {
  /**
   * Asks this person's other devices, in each conversation that one of them is in, also in those
   * that this device is added to within a week. Returns once that is in the store; a request from
   * before is replaced. What comes is told by {@link
   * eu.paravent.client.event.HistoryEvent.HistoryReceived}.
   *
   * @throws eu.paravent.client.RefusedException for guests and archivists
   */
  HistoryRequest ask();

  /** What this device has asked for and did not get everywhere yet. */
  Optional<HistoryRequest> asked();

  /** What other devices ask this one for, the oldest first, until it is decided; for a week. */
  List<HistoryRequest> requests();

  /**
   * Hands over what is asked for, in the background and over restarts. A device that its
   * organisation has revoked, or that is not in a conversation any more, gets nothing of it. Let
   * the person compare {@link HistoryRequest#code} first.
   *
   * @throws eu.paravent.client.RefusedException if the request is unknown, or was decided or is
   *     over
   */
  void share(HistoryRequest request);

  /**
   * Hands nothing over, and tells the device that asked.
   *
   * @throws eu.paravent.client.RefusedException if the request is unknown, or was decided or is
   *     over
   */
  void decline(HistoryRequest request);
}

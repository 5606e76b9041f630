package eu.paravent.testkit.fault;

import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.invites.PendingJoinRequest;
import java.util.List;

/**
 * What a dishonest server may do to all of its clients. Group ids are base64url, devices are URIs,
 * as on the wire. Thread-safe.
 */
public interface Malice {
  /**
   * From now on the server accepts what is sent to the group, answers so, and shows it to no one
   * until it is released.
   */
  Held hold(String groupId);

  /**
   * Appends an entry that nobody sent, for instance the forged commit of an outsider. The server
   * itself does not follow it.
   *
   * @param kind as in {@link LogEntry}
   * @param epoch as the entry will claim
   */
  void inject(String groupId, String kind, long epoch, byte[] message);

  /** Appends the message of an old entry once more, under a new sequence number. */
  void replay(String groupId, long sequence);

  /** Changes the message of an entry in the log; who has read it already does not see it. */
  void overwrite(String groupId, long sequence, byte[] message);

  /**
   * Takes the newest entries out of the log, as a server does that was put back to an older backup.
   * The group's epoch stays, so these are to be messages.
   */
  void forgetNewest(String groupId, int count);

  /** Whoever claims a key package of this device gets this one instead, from now on. */
  void swapKeyPackage(String deviceUri, byte[] keyPackage);

  /** Whoever asks for the group info gets the one of this past epoch, from now on. */
  void answerWithGroupInfoOf(String groupId, long epoch);

  /** Puts a welcome into a device's queue that no member made for it. */
  void injectWelcome(String deviceUri, String groupId, long sequence, byte[] welcome);

  /** The newest group info, with which the server could try to join itself. */
  byte[] groupInfo(String groupId);

  /** The log as the server holds it, for all to see who look at the disk. */
  List<LogEntry> log(String groupId);

  /** The guests that wait to be let in, as the server keeps them. */
  List<PendingJoinRequest> waitingGuests(String groupId);

  /** From now on honest again; what was done stays done. */
  void repent();

  /** Entries that were accepted and not shown. */
  interface Held {
    int size();

    /**
     * Shows them, ends the holding, and numbers them without a gap.
     *
     * @param order positions among the held ones, from 0: left out is dropped, named twice is
     *     doubled
     */
    void release(int... order);

    /** Shows all in the order in which they came. */
    void releaseAll();
  }
}

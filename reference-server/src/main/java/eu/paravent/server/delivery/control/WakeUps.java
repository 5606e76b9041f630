package eu.paravent.server.delivery.control;

import eu.paravent.server.sessions.control.Sessions;
import java.util.List;

/**
 * Those who tell devices connected to this node. They may lose calls: the log is the truth, and
 * {@link #lookAgain} makes up for it. What happened on this node is told after its transaction,
 * what happened on another one when this node hears of it.
 */
public interface WakeUps {
  /** Must not block and must not touch the database. Entries may come twice, and out of turn. */
  void tell(List<LogGrew> events);

  /** As the other. */
  void tell(Signals.Signalled event);

  /** As the other. */
  void tell(GroupFounding.Founded event);

  /** As the other. */
  void tell(Sessions.Ended event);

  /**
   * A group's log has this entry, and nobody said here what is in it. Reads what has to be told, on
   * the caller's thread and in no transaction.
   */
  void moved(String groupId, long sequence);

  /**
   * Something may have been lost: compares what was told with the database, on the caller's thread
   * and in no transaction.
   *
   * @return true where something does not fit, and may only be under way: look again soon
   */
  boolean lookAgain();
}

package eu.paravent.server.delivery.control;

/**
 * Tells connected devices that something arrived. May lose calls: the log is the truth. Must not
 * block and must not touch the database; called after the transaction, on its thread. One node
 * tells its own connections; several nodes will tell each other behind this interface.
 */
public interface WakeUps {
  void tell(LogGrew event);
}

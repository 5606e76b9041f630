package eu.paravent.server.delivery.control;

import java.util.Set;

/** Those who know devices that are connected to this node. */
public interface Connected {
  /** Those of right now. Must not block and must not touch the database. */
  Set<String> devices();
}

package eu.paravent.server.schema;

import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;

/**
 * EclipseLink repeats a read on a broken connection, three times with five seconds in between,
 * while the transaction it belongs to is lost already. A client that is told at once sends again
 * sooner, perhaps to another node.
 */
public class FailFast implements SessionCustomizer {
  @Override
  public void customize(Session session) {
    ((DatabaseLogin) session.getDatasourceLogin()).setQueryRetryAttemptCount(0);
  }
}

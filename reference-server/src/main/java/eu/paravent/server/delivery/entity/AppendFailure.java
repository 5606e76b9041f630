package eu.paravent.server.delivery.entity;

import java.sql.SQLException;

/** The database did not take what was to be appended. Names the SQLSTATE only. */
public final class AppendFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AppendFailure(SQLException cause) {
    super("SQLSTATE " + cause.getSQLState(), cause);
  }
}

package eu.paravent.server.privacy.entity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Which database keeps everything. */
@ApplicationScoped
public class DatabaseProduct {
  @Inject DataSource source;

  /** Product and version. */
  public String name() {
    try (Connection connection = source.getConnection()) {
      return connection.getMetaData().getDatabaseProductName()
          + " "
          + connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      throw new IllegalStateException("The database does not say what it is", e);
    }
  }
}

package eu.paravent.samples.handwerk;

import eu.paravent.client.ChatClient;
import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What is done when the application starts. */
@ApplicationScoped
public class Opening {
  private static final System.Logger LOG = System.getLogger(Opening.class.getName());

  @Inject
  @ConfigProperty(name = "chat.server")
  URI server;

  /** The operator of the chat server hands it out, once; to be taken away after the first start. */
  @Inject
  @ConfigProperty(name = "chat.registration.token")
  Optional<String> token;

  @Resource DataSource database;
  @Inject OrganisationAuthority authority;
  @Inject ChatClient chat;
  @Inject Switchboard switchboard;

  public void open(@Observes @Initialized(ApplicationScoped.class) Object application)
      throws SQLException, IOException {
    tables();
    token.ifPresent(this::register);
    chat.events().follow(chat.events().acknowledged(Switchboard.READER), switchboard::take);
  }

  private void tables() throws SQLException, IOException {
    try (InputStream script = Opening.class.getResourceAsStream("tables.sql");
        Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      if (script == null) {
        throw new IllegalStateException("tables.sql is not in the application");
      }
      String all = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      for (String each : all.strip().split(";\\s*", -1)) {
        if (!each.isEmpty()) {
          statement.execute(each);
        }
      }
    }
  }

  private void register(String registrationToken) {
    try {
      Registration.register(server, authority, registrationToken);
      Registration.publish(server, authority, 1, Huber.PROFILE);
    } catch (ServerUnavailableException e) {
      // the office works without a chat server; it is tried again at the next start
      LOG.log(System.Logger.Level.WARNING, "Not registered: " + e.getMessage());
    }
  }
}

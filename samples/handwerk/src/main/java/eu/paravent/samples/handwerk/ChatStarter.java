package eu.paravent.samples.handwerk;

import eu.paravent.client.ChatClient;
import eu.paravent.client.KeyCustody;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.spi.KeyWrapping;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The chat client as a bean: begins with the application and ends with it. */
@ApplicationScoped
public class ChatStarter {
  // tag::starter[]
  @Inject
  @ConfigProperty(name = "chat.server")
  URI server;

  @Inject
  @ConfigProperty(name = "chat.organisation")
  String organisation;

  @Inject
  @ConfigProperty(name = "chat.folder")
  Path folder;

  @Inject
  @ConfigProperty(name = "chat.password")
  String password;

  /** The one that the orders are in; the chat's tables begin with {@code chat_}. */
  @Resource DataSource database;

  @Produces
  @Singleton
  public OrganisationAuthority authority() throws IOException {
    Path file = Files.createDirectories(folder).resolve("authority.p12");
    if (!Files.exists(file)) {
      try (OrganisationAuthority made = OrganisationAuthority.create(organisation)) {
        made.save(file, password.toCharArray());
      }
    }
    return OrganisationAuthority.load(file, password.toCharArray());
  }

  /** The office itself: it writes what the application has to say, whoever is signed in. */
  @Produces
  @Singleton
  public ChatClient client(OrganisationAuthority authority) {
    KeyWrapping keeper = KeyWrapping.pkcs12(folder.resolve("keeper.p12"), password.toCharArray());
    StoreKey key = StoreKey.wrapped(folder.resolve("store.key"), keeper);
    return ChatClient.builder()
        .server(server)
        .store(EncryptedStore.on(database, "chat", key))
        .identity(authority.enroller("office"))
        .displayName("Fensterbau Huber")
        .custody(KeyCustody.ORGANISATION)
        .open();
  }

  public void close(@Disposes ChatClient client) {
    client.close();
  }

  public void close(@Disposes OrganisationAuthority authority) {
    authority.close();
  }

  // end::starter[]
}

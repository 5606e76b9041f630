package eu.paravent.samples.legacywar;

import eu.paravent.client.ChatClient;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.net.URI;
import java.nio.file.Path;
import javax.servlet.ServletContext;
import javax.servlet.ServletContextEvent;
import javax.servlet.ServletContextListener;

/** Opens the chat client with the application and closes it with it: that is all it takes. */
public final class ChatOfTheApplication implements ServletContextListener {
  // tag::listener[]
  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext application = event.getServletContext();
    Path folder = Path.of(application.getInitParameter("chat.folder"));
    char[] password = application.getInitParameter("chat.password").toCharArray();
    OrganisationAuthority authority =
        OrganisationAuthority.load(folder.resolve("authority.p12"), password);
    ChatClient chat =
        ChatClient.builder()
            .server(URI.create(application.getInitParameter("chat.server")))
            .store(
                EncryptedStore.at(
                    folder.resolve("store"), StoreKey.inFile(folder.resolve("store.key"))))
            .identity(authority.enroller("sales-desk"))
            .displayName("Sales desk")
            .open();
    application.setAttribute("authority", authority);
    application.setAttribute("chat", chat);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    ((ChatClient) event.getServletContext().getAttribute("chat")).close();
    ((OrganisationAuthority) event.getServletContext().getAttribute("authority")).close();
  }

  // end::listener[]
}

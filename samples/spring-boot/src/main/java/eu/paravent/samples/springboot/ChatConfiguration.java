package eu.paravent.samples.springboot;

import eu.paravent.client.ChatClient;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.net.URI;
import java.nio.file.Path;
import java.util.HexFormat;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One client for the whole application: it speaks for the sales desk. */
@Configuration(proxyBeanMethods = false)
class ChatConfiguration {
  // tag::bean[]
  @Bean
  OrganisationAuthority authority(
      @Value("${chat.authority.file}") Path file, @Value("${chat.authority.password}") String key) {
    return OrganisationAuthority.load(file, key.toCharArray());
  }

  @Bean
  ChatClient chat(
      OrganisationAuthority authority,
      ObjectProvider<Transport> transport,
      @Value("${chat.server}") URI server,
      @Value("${chat.store.folder}") Path folder,
      @Value("${chat.store.key}") String key) {
    ChatClient.Builder chat =
        ChatClient.builder()
            .server(server)
            .store(EncryptedStore.at(folder, StoreKey.copyOf(HexFormat.of().parseHex(key))))
            .identity(authority.enroller("sales-desk"))
            .displayName("Sales desk");
    transport.ifAvailable(chat::transport);
    return chat.open();
  }
  // end::bean[]
}

package eu.paravent.samples.cli;

import eu.paravent.client.ChatClient;
import eu.paravent.client.KeyCustody;
import eu.paravent.client.identity.Enroller;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One folder: the organisation's authority, and of each person who talks from here the store, its
 * key, its server and the name that others see. The key lies beside its store: good for trying
 * things, not for a machine that others use.
 */
record Home(Path folder, Function<URI, Transport> way) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  static final String ORGANISATION = "";

  /** Made where there is none. */
  OrganisationAuthority authority(String organisation, char[] password) {
    return OrganisationAuthority.loadOrCreate(
        folder.resolve("authority.p12"), password, organisation);
  }

  void note(String person, URI server, String name) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(person + ".seat"), List.of(server.toString(), name));
  }

  /** Server and name. */
  List<String> seat(String person) {
    try {
      return Files.readAllLines(folder.resolve(person + ".seat"));
    } catch (IOException e) {
      String first = person.isEmpty() ? "found an organisation" : "enrol or join as " + person;
      throw new IllegalArgumentException("In " + folder + ", " + first + " first");
    }
  }

  EncryptedStore store(String person) {
    if (!person.matches("[A-Za-z0-9_-]{1,32}")) {
      throw new IllegalArgumentException("A person's name here has letters, digits, _ and -");
    }
    StoreKey key = StoreKey.inFile(folder.resolve(person + ".key"));
    return EncryptedStore.at(folder.resolve(person), key);
  }

  /** Opens a person's client and waits until what was missed is here. */
  ChatClient open(String person, Optional<Enroller> identity) {
    List<String> seat = seat(person);
    URI server = URI.create(seat.get(0));
    ChatClient.Builder builder =
        ChatClient.builder().server(server).store(store(person)).displayName(seat.get(1));
    identity.ifPresent(builder::identity);
    ChatClient client = builder.transport(way.apply(server)).custody(KeyCustody.DEVICE).open();
    try {
      client.awaitCaughtUp(PATIENCE);
      return client;
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }
}

package eu.paravent.samples.cli;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Disclosure;
import eu.paravent.client.KeyCustody;
import eu.paravent.client.assist.QuickReplies;
import eu.paravent.client.identity.Enroller;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One folder: the organisation's authority, and of each person who talks from here the store, its
 * key, its server and the name that others see. The key lies beside its store: good for trying
 * things, not for a machine that others use.
 */
record Home(Path folder, Function<URI, Transport> way) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  static final String ORGANISATION = "";
  private static final String REPLIES = "replies.properties";

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

  /** The list of devices that were taken back, with this one more. */
  byte[] revoked(OrganisationAuthority authority, byte[] certificate) throws IOException {
    Path file = folder.resolve("revoked.crl");
    List<byte[]> more = List.of(certificate);
    byte[] list =
        Files.exists(file)
            ? authority.revoke(Files.readAllBytes(file), more)
            : authority.revoke(more);
    return Files.readAllBytes(Files.write(file, list));
  }

  /** What the organisation allows its people to let be known. */
  void permit(List<Telling> what) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("permitted"), what.stream().map(Enum::name).toList());
  }

  private Disclosure permitted() {
    try {
      Path file = folder.resolve("permitted");
      return Files.exists(file)
          ? Telling.of(Files.readAllLines(file).stream().map(Telling::valueOf).toList())
          : Disclosure.NONE;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read what the organisation permits", e);
    }
  }

  void keepReply(String name, String text) throws IOException {
    Files.createDirectories(folder);
    Properties all = kept();
    all.setProperty(name, text);
    try (Writer to = Files.newBufferedWriter(folder.resolve(REPLIES))) {
      all.store(to, "texts that are sent again and again");
    }
  }

  QuickReplies replies() {
    QuickReplies all = QuickReplies.none();
    Properties kept = kept();
    for (String name : new TreeSet<>(kept.stringPropertyNames())) {
      all = all.with(name, kept.getProperty(name));
    }
    return all;
  }

  private Properties kept() {
    Properties all = new Properties();
    Path file = folder.resolve(REPLIES);
    if (Files.exists(file)) {
      try (Reader from = Files.newBufferedReader(file)) {
        all.load(from);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read the texts that are kept", e);
      }
    }
    return all;
  }

  /** Cut off between the two steps, the store opens with the key in the other file. */
  void changeKey(String person) throws IOException {
    seat(person);
    Path next = folder.resolve(person + ".key.next");
    store(person).changeKey(StoreKey.inFile(next));
    Files.move(next, folder.resolve(person + ".key"), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Opens a person's client and waits until what was missed is here. */
  ChatClient open(String person, Optional<Enroller> identity) {
    List<String> seat = seat(person);
    URI server = URI.create(seat.get(0));
    ChatClient.Builder builder =
        ChatClient.builder().server(server).store(store(person)).displayName(seat.get(1));
    identity.ifPresent(builder::identity);
    builder.permit(permitted());
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

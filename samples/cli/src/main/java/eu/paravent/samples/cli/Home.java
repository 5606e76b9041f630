package eu.paravent.samples.cli;

import eu.paravent.client.ChatClient;
import eu.paravent.client.KeyCustody;
import eu.paravent.client.identity.Enroller;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * One folder: the organisation's authority, and the store and its key of each person who talks from
 * here. The key lies beside its store: good for trying things, not for a machine that others use.
 */
final class Home {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final Function<URI, Optional<Transport>> way;

  /**
   * @param way to a server; empty for the SDK's own
   */
  Home(Path folder, Function<URI, Optional<Transport>> way) {
    this.folder = folder;
    this.way = way;
  }

  Optional<Transport> way(URI server) {
    return way.apply(server);
  }

  void found(URI server, OrganisationAuthority authority, char[] password) throws IOException {
    Files.createDirectories(folder);
    if (Files.exists(authorityFile())) {
      throw new IllegalArgumentException("There is an organisation in " + folder + " already");
    }
    authority.save(authorityFile(), password);
    note("", server);
  }

  /** Kept only where the server knows the organisation. */
  void unfound() throws IOException {
    Files.deleteIfExists(authorityFile());
  }

  OrganisationAuthority authority(char[] password) {
    return OrganisationAuthority.load(authorityFile(), password);
  }

  private Path authorityFile() {
    return folder.resolve("authority.p12");
  }

  /** The server of a person, or of the organisation where no name is given. */
  URI server(String person) {
    Path file = folder.resolve(person + ".server");
    try {
      return URI.create(Files.readString(file).strip());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          person.isEmpty()
              ? "There is no organisation in " + folder + ": found one first"
              : person + " does not talk from " + folder + ": enrol or join first");
    }
  }

  void note(String person, URI server) throws IOException {
    Files.writeString(folder.resolve(person + ".server"), server + "\n");
  }

  /** How the others see a person: told to them in every conversation. */
  void call(String person, String name) throws IOException {
    Files.writeString(folder.resolve(person + ".name"), name + "\n");
  }

  private String name(String person) {
    try {
      return Files.readString(folder.resolve(person + ".name")).strip();
    } catch (IOException e) {
      return person;
    }
  }

  EncryptedStore store(String person) throws IOException {
    if (!person.matches("[A-Za-z0-9_-]{1,32}")) {
      throw new IllegalArgumentException("A person's name here has letters, digits, _ and -");
    }
    Files.createDirectories(folder);
    Path file = folder.resolve(person + ".key");
    if (!Files.exists(file)) {
      byte[] fresh = new byte[StoreKey.LENGTH];
      new SecureRandom().nextBytes(fresh);
      Files.createFile(file, ownerOnly());
      Files.write(file, fresh, StandardOpenOption.WRITE);
    }
    byte[] key = Files.readAllBytes(file);
    try {
      return EncryptedStore.at(folder.resolve(person), StoreKey.copyOf(key));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Opens a person's client and waits until the server knows it. */
  ChatClient open(String person, Optional<Enroller> identity) {
    URI server = server(person);
    ChatClient.Builder builder =
        ChatClient.builder().server(server).patience(PATIENCE).custody(KeyCustody.DEVICE);
    try {
      builder.store(store(person));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    identity.ifPresent(builder::identity);
    builder.displayName(name(person));
    way.apply(server).ifPresent(builder::transport);
    ChatClient client = builder.open();
    try {
      awaitOnline(client);
      return client;
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private static void awaitOnline(ChatClient client) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!client.connection().online()) {
      if (System.nanoTime() > until) {
        throw client
            .connection()
            .problem()
            .map(RuntimeException.class::cast)
            .orElseGet(() -> new IllegalStateException("The server does not answer"));
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted", e);
      }
    }
  }
}

package eu.paravent.server.attachments.control;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Blobs as files below the data directory ({@code PARAVENT_DATA_DIR}), in folders by the first two
 * characters of the id. Written aside, forced to disk, then moved to their place in one step, the
 * folder forced too. Several nodes need the same directory.
 */
@ApplicationScoped
public class FileBlobStore implements BlobStore {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{16,64}");
  private static final int BUFFER = 64 << 10;

  @Inject
  @ConfigProperty(name = "paravent.data.dir")
  Optional<String> configured;

  @Inject
  @ConfigProperty(name = "jboss.server.data.dir")
  Optional<String> serverData;

  private Path blobs = Path.of("blobs");

  @PostConstruct
  void open() {
    Path data =
        configured
            .filter(dir -> !dir.isBlank())
            .map(Path::of)
            .or(() -> serverData.map(dir -> Path.of(dir, "paravent")))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Set PARAVENT_DATA_DIR to a directory for the attachments."));
    useDirectory(data);
  }

  final void useDirectory(Path data) {
    blobs = data.resolve("blobs").toAbsolutePath();
    try {
      Files.createDirectories(blobs);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The directory for attachments cannot be made; check PARAVENT_DATA_DIR: " + blobs, e);
    }
  }

  @Override
  public long store(String id, InputStream octets, long most) throws IOException {
    Path folder = folder(id);
    Files.createDirectories(folder);
    Path target = folder.resolve(id);
    Path aside = folder.resolve(id + ".part");
    try {
      long size = write(aside, octets, most);
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
      force(folder);
      force(blobs);
      return size;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(aside);
      throw e;
    }
  }

  private static long write(Path file, InputStream octets, long most) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] buffer = new byte[BUFFER];
      long size = 0;
      for (int read; (read = octets.read(buffer)) >= 0; ) {
        size += read;
        if (size > most) {
          throw new TooLargeException(most);
        }
        ByteBuffer piece = ByteBuffer.wrap(buffer, 0, read);
        while (piece.hasRemaining()) {
          out.write(piece);
        }
      }
      out.force(true);
      return size;
    }
  }

  /** A rename is on disk only once the folder is. */
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (java.nio.file.AccessDeniedException e) {
      // Windows cannot open folders; its file system orders renames by itself.
    }
  }

  @Override
  public InputStream open(String id) throws IOException {
    try {
      return Files.newInputStream(place(id));
    } catch (NoSuchFileException e) {
      FileNotFoundException missing = new FileNotFoundException("No blob " + id);
      missing.initCause(e);
      throw missing;
    }
  }

  @Override
  public void delete(String id) throws IOException {
    Files.deleteIfExists(place(id));
  }

  private Path place(String id) {
    return folder(id).resolve(id);
  }

  /** The pattern keeps an id from leaving it. */
  private Path folder(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("Not the id of a blob");
    }
    return blobs.resolve(id.substring(0, 2));
  }
}

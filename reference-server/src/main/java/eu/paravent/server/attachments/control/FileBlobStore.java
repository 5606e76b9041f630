package eu.paravent.server.attachments.control;

import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Blobs as files below the data directory ({@code PARAVENT_DATA_DIR}), in folders by the first two
 * characters of the id. Written aside, forced to disk, then moved to their place in one step, the
 * folder forced too. Several nodes need the same directory.
 */
@ApplicationScoped
public class FileBlobStore implements BlobStore {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{16,64}");
  private static final int BUFFER = 64 << 10;

  /** ENOSPC and EDQUOT in the words of the usual systems; others are known by the room left. */
  private static final Pattern FULL =
      Pattern.compile("No space left|not enough space|quota exceeded", Pattern.CASE_INSENSITIVE);

  @Inject Settings settings;

  private Path blobs = Path.of("blobs");

  @Override
  public String name() {
    return "files";
  }

  @Override
  public void open() {
    Path data =
        settings
            .text(Setting.DATA_DIR)
            .map(Path::of)
            .or(() -> settings.containerData().map(dir -> Path.of(dir, "paravent")))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Set PARAVENT_DATA_DIR to a directory for the attachments."));
    useDirectory(data);
  }

  void useDirectory(Path data) {
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
    Path folder = createFolder(id);
    Path target = folder.resolve(id);
    Path aside = folder.resolve(id + ".part");
    try {
      long size = write(aside, octets, most);
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
      force(folder);
      force(blobs);
      return size;
    } catch (TooLargeException | RuntimeException e) {
      Files.deleteIfExists(aside);
      throw e;
    } catch (IOException e) {
      Files.deleteIfExists(aside);
      throw explained(e);
    }
  }

  /** A full disk is nobody's fault but the operator's to mend. */
  private IOException explained(IOException e) {
    String message = String.valueOf(e.getMessage());
    return FULL.matcher(message).find() || StorageFigures.free(blobs) < BUFFER
        ? new NoRoomException("The disk of the attachments is full", e)
        : e;
  }

  /** Where octets go: a test can have less room than the disk. */
  WritableByteChannel sink(FileChannel file) {
    return file;
  }

  private Path createFolder(String id) throws IOException {
    try {
      return Files.createDirectories(folder(id));
    } catch (IOException e) {
      throw explained(e);
    }
  }

  private long write(Path file, InputStream octets, long most) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long size = copy(octets, out, most);
      out.force(true);
      return size;
    }
  }

  private long copy(InputStream octets, FileChannel file, long most) throws IOException {
    WritableByteChannel out = sink(file);
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
    return size;
  }

  @Override
  public long received(String id) throws IOException {
    for (Path file : List.of(pieces(id), place(id))) {
      try {
        return Files.size(file);
      } catch (NoSuchFileException e) {
        // the other one, or nothing yet
      }
    }
    return 0;
  }

  @Override
  public long append(String id, long offset, InputStream octets, long size) throws IOException {
    createFolder(id);
    try (FileChannel out =
            FileChannel.open(pieces(id), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(out)) {
      if (out.size() != offset || !lock.isValid()) {
        throw new OutOfStepException("There are " + out.size() + " octets, not " + offset);
      }
      out.position(offset);
      try {
        copy(octets, out, size - offset);
      } catch (TooLargeException e) {
        out.truncate(offset);
        throw e;
      } finally {
        out.force(true);
      }
      return out.size();
    } catch (TooLargeException | OutOfStepException e) {
      throw e;
    } catch (IOException e) {
      throw explained(e);
    }
  }

  /** Also against other nodes on the same file system. */
  private static FileLock lock(FileChannel out) throws IOException {
    FileLock lock = null;
    try {
      lock = out.tryLock();
    } catch (OverlappingFileLockException e) {
      // held by another request of this node
    }
    if (lock == null) {
      throw new OutOfStepException("Another piece is coming in");
    }
    return lock;
  }

  @Override
  public void complete(String id) throws IOException {
    try {
      Files.move(pieces(id), place(id), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      if (!Files.exists(place(id))) {
        throw e;
      }
    }
    force(folder(id));
    force(blobs);
  }

  private Path pieces(String id) {
    return folder(id).resolve(id + ".pieces");
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
  public InputStream open(String id, long first, long count) throws IOException {
    try {
      FileChannel file = FileChannel.open(place(id), StandardOpenOption.READ);
      return new Limited(Channels.newInputStream(file.position(first)), count);
    } catch (NoSuchFileException e) {
      FileNotFoundException missing = new FileNotFoundException("No blob " + id);
      missing.initCause(e);
      throw missing;
    }
  }

  @Override
  public void delete(String id) throws IOException {
    Files.deleteIfExists(pieces(id));
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

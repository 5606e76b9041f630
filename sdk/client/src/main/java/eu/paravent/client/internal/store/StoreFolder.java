package eu.paravent.client.internal.store;

import eu.paravent.client.store.StoreException;
import eu.paravent.client.store.StoreInUseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder of an embedded database, locked for one client: H2's own lock does not part two
 * clients of one virtual machine.
 */
public final class StoreFolder {
  /**
   * WRITE_DELAY=0 writes at each commit, CHECKPOINT SYNC then forces it to the disk. No shutdown
   * hook, no trace file (which would hold statements).
   */
  private static final String SETTINGS =
      ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0";

  private StoreFolder() {}

  /**
   * @throws StoreInUseException if another client has it open
   */
  public static Database open(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (absolute.toString().contains(";")) {
      throw new StoreException(
          "The path of a store must not contain a semicolon: " + absolute, null);
    }
    try {
      Files.createDirectories(absolute);
      FileChannel channel =
          FileChannel.open(
              absolute.resolve("store.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock(channel, absolute);
      return Database.embedded(
          "jdbc:h2:file:" + absolute.resolve("store") + SETTINGS,
          "CHECKPOINT SYNC",
          () -> close(channel));
    } catch (IOException e) {
      throw new StoreException("Cannot open the folder of the local store: " + absolute, e);
    }
  }

  private static void lock(FileChannel channel, Path folder) throws IOException {
    @Nullable FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new StoreInUseException("The store is open in another client: " + folder, null);
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package eu.paravent.client.internal.store;

import eu.paravent.client.store.StoreException;
import eu.paravent.client.store.StoreKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;

/** The key of a store as it is, in a file of its owner. */
public final class OpenKeyFile {
  private OpenKeyFile() {}

  /** Reads the key, or makes one where there is no file. */
  public static StoreKey open(Path file) {
    byte[] key = new byte[0];
    try {
      if (!Files.exists(file)) {
        byte[] fresh = new byte[StoreKey.LENGTH];
        new SecureRandom().nextBytes(fresh);
        WholeFile.write(file, fresh);
        Arrays.fill(fresh, (byte) 0);
      }
      if (Files.size(file) != StoreKey.LENGTH) {
        throw new StoreException("This is no key of a store: " + file.getFileName(), null);
      }
      key = Files.readAllBytes(file);
      return StoreKey.copyOf(key);
    } catch (IOException e) {
      throw new StoreException("Cannot read or write the key " + file.getFileName(), e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}

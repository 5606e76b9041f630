package eu.paravent.client.internal.store;

import eu.paravent.client.spi.KeyWrapping;
import eu.paravent.client.store.StoreException;
import eu.paravent.client.store.StoreKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;

/** The key of a store, wrapped by another one, in a file. */
public final class WrappedKeyFile {
  private static final byte[] MAGIC = {'P', 'V', 'W', 'K', 1};
  private static final int WRAPPED_MOST = 1 << 16;

  private WrappedKeyFile() {}

  /** Reads the key, or makes one where there is no file. */
  public static StoreKey open(Path file, KeyWrapping wrapping) {
    if (!Files.exists(file)) {
      return fresh(file, wrapping);
    }
    byte[] content;
    try {
      if (Files.size(file) > WRAPPED_MOST) {
        throw new StoreException("This is no wrapped key: " + file.getFileName(), null);
      }
      content = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new StoreException("Cannot read the wrapped key " + file.getFileName(), e);
    }
    if (content.length <= MAGIC.length
        || !Arrays.equals(Arrays.copyOf(content, MAGIC.length), MAGIC)) {
      throw new StoreException("This is no wrapped key: " + file.getFileName(), null);
    }
    byte[] key =
        asked(() -> wrapping.unwrap(Arrays.copyOfRange(content, MAGIC.length, content.length)));
    if (key.length != StoreKey.LENGTH) {
      throw new StoreException("What was unwrapped is no key of a store", null);
    }
    return taken(key);
  }

  /** Makes a key and writes it, in place of what is there. */
  public static StoreKey fresh(Path file, KeyWrapping wrapping) {
    byte[] key = new byte[StoreKey.LENGTH];
    new SecureRandom().nextBytes(key);
    write(file, key, wrapping);
    return taken(key);
  }

  /** Writes this key, in place of what is there. */
  public static void write(Path file, byte[] key, KeyWrapping wrapping) {
    byte[] wrapped = asked(() -> wrapping.wrap(key.clone()));
    byte[] content = Arrays.copyOf(MAGIC, MAGIC.length + wrapped.length);
    System.arraycopy(wrapped, 0, content, MAGIC.length, wrapped.length);
    try {
      WholeFile.write(file, content);
    } catch (IOException e) {
      throw new StoreException("Cannot write the wrapped key " + file.getFileName(), e);
    }
  }

  private static StoreKey taken(byte[] key) {
    StoreKey made = StoreKey.copyOf(key);
    Arrays.fill(key, (byte) 0);
    return made;
  }

  private static byte[] asked(java.util.function.Supplier<byte[]> keeper) {
    try {
      return keeper.get();
    } catch (StoreException e) {
      throw e;
    } catch (RuntimeException e) {
      // the host's code, perhaps over a network
      throw new StoreException("The keeper of the key gave no answer", e);
    }
  }
}

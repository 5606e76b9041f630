package eu.paravent.client.spi;

import eu.paravent.client.internal.store.JcaKeyWrapping;
import eu.paravent.client.store.StoreException;
import java.nio.file.Path;
import java.security.Provider;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * A key that never leaves its keeper and encrypts the key of a store: in a PKCS#11 token, a key
 * management service, or a PKCS#12 file. Asked when a store is opened, made or put under another
 * key, not for each value. Thread-safe.
 */
public interface KeyWrapping {
  /**
   * Encrypts a key, with its integrity protected.
   *
   * @throws RuntimeException if the keeper refuses or cannot be reached
   */
  byte[] wrap(byte[] key);

  /**
   * Decrypts what {@link #wrap} answered.
   *
   * @throws RuntimeException if it is not what this keeper wrapped, the keeper refuses, or cannot
   *     be reached
   */
  byte[] unwrap(byte[] wrapped);

  /**
   * By a key of the platform that does AES-GCM, for instance one that a PKCS#11 provider holds and
   * does not give out.
   */
  static KeyWrapping of(SecretKey key, Provider provider) {
    return new JcaKeyWrapping(key, Optional.of(provider));
  }

  /**
   * By an AES key in a PKCS#12 file, which is made where it does not exist. As safe as the file and
   * its password are.
   *
   * @param password not changed; wipe it yourself
   * @throws StoreException if the file cannot be read or written, or the password is wrong
   */
  static KeyWrapping pkcs12(Path file, char[] password) {
    return JcaKeyWrapping.pkcs12(file, password);
  }
}

package eu.paravent.client.internal.store;

import eu.paravent.client.spi.KeyWrapping;
import eu.paravent.client.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Wraps by AES-GCM of the platform; the nonce is the provider's. */
public record JcaKeyWrapping(SecretKey key, Optional<Provider> provider) implements KeyWrapping {
  private static final String ALIAS = "store-wrapping";
  private static final byte[] PURPOSE = "paravent store key".getBytes(StandardCharsets.US_ASCII);
  private static final int NONCE = 12, TAG_BITS = 128;

  /** Reads the key from its file, or makes both. */
  public static KeyWrapping pkcs12(Path file, char[] password) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      if (Files.exists(file)) {
        try (InputStream in = Files.newInputStream(file)) {
          store.load(in, password);
        }
        Key key = store.getKey(ALIAS, password);
        if (key instanceof SecretKey secret) {
          return new JcaKeyWrapping(secret, Optional.empty());
        }
        throw new StoreException("There is no key for stores in " + file.getFileName(), null);
      }
      KeyGenerator generator = KeyGenerator.getInstance("AES");
      generator.init(256);
      SecretKey fresh = generator.generateKey();
      store.load(null, password);
      store.setKeyEntry(ALIAS, fresh, password, null);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      store.store(bytes, password);
      WholeFile.write(file, bytes.toByteArray());
      return new JcaKeyWrapping(fresh, Optional.empty());
    } catch (IOException | GeneralSecurityException e) {
      throw new StoreException(
          "Cannot open the key file " + file.getFileName() + ": check the path and the password",
          e);
    }
  }

  @Override
  public byte[] wrap(byte[] secret) {
    try {
      Cipher cipher = cipher();
      cipher.init(Cipher.ENCRYPT_MODE, key);
      cipher.updateAAD(PURPOSE);
      byte[] box = cipher.doFinal(secret);
      byte[] nonce = cipher.getIV();
      if (nonce == null || nonce.length != NONCE) {
        throw new StoreException("The key's provider does not do AES-GCM as it is needed", null);
      }
      byte[] wrapped = Arrays.copyOf(nonce, NONCE + box.length);
      System.arraycopy(box, 0, wrapped, NONCE, box.length);
      return wrapped;
    } catch (GeneralSecurityException e) {
      throw new StoreException("The key of the store cannot be wrapped", e);
    }
  }

  @Override
  public byte[] unwrap(byte[] wrapped) {
    try {
      Cipher cipher = cipher();
      cipher.init(
          Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, Arrays.copyOf(wrapped, NONCE)));
      cipher.updateAAD(PURPOSE);
      return cipher.doFinal(wrapped, NONCE, wrapped.length - NONCE);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new StoreException("The key of the store was wrapped by another key, or damaged", e);
    }
  }

  private Cipher cipher() throws GeneralSecurityException {
    return provider.isPresent()
        ? Cipher.getInstance("AES/GCM/NoPadding", provider.get())
        : Cipher.getInstance("AES/GCM/NoPadding");
  }

  @Override
  public String toString() {
    return "KeyWrapping";
  }
}

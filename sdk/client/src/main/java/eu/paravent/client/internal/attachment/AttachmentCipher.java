package eu.paravent.client.internal.attachment;

import eu.paravent.client.internal.mimi.NestedPart;
import eu.paravent.client.internal.mimi.NestedPart.ExternalPart;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts a file under a key of its own before it is uploaded (draft-ietf-mimi-content, External
 * content): AES-GCM, with the hash of the ciphertext in the message, so the server can neither read
 * nor exchange it. Stateless.
 */
public final class AttachmentCipher {
  /** IANA AEAD numbers. */
  private static final int AES_128_GCM = 1, AES_256_GCM = 2;

  /** IANA Named Information number. */
  private static final int SHA_256 = 1;

  private static final int KEY = 32, NONCE = 12, TAG_BITS = 128;

  private AttachmentCipher() {}

  /**
   * What is uploaded, and the part that the message carries. The part holds the key.
   *
   * @param part without a URL: it is known after the upload
   */
  public record Encrypted(byte[] ciphertext, ExternalPart part) {
    /** The part once it is known where the ciphertext lies. */
    public ExternalPart at(String url) {
      return part.at(url);
    }
  }

  public static Encrypted encrypt(String name, String mediaType, byte[] file, SecureRandom random) {
    byte[] key = new byte[KEY];
    byte[] nonce = new byte[NONCE];
    random.nextBytes(key);
    random.nextBytes(nonce);
    try {
      byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, key, nonce, new byte[0]).doFinal(file);
      ExternalPart part =
          new ExternalPart(
              NestedPart.ATTACHMENT,
              "",
              mediaType,
              "",
              0,
              file.length,
              AES_256_GCM,
              key,
              nonce,
              new byte[0],
              SHA_256,
              sha256(ciphertext),
              "",
              name);
      return new Encrypted(ciphertext, part);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is missing in this Java runtime", e);
    }
  }

  /**
   * @throws ForeignContentException if these are not the bytes that the sender uploaded, or the
   *     part asks for what is not known here
   */
  public static byte[] decrypt(ExternalPart part, byte[] ciphertext)
      throws ForeignContentException {
    int keyLength = part.encAlg() == AES_128_GCM ? 16 : part.encAlg() == AES_256_GCM ? 32 : 0;
    if (keyLength == 0
        || part.key().length != keyLength
        || part.nonce().length != NONCE
        || part.hashAlg() != SHA_256) {
      throw new ForeignContentException(
          "The file is encrypted in a way that this version does not know");
    }
    if (!MessageDigest.isEqual(sha256(ciphertext), part.contentHash())) {
      throw new ForeignContentException("The server has other bytes than the sender uploaded");
    }
    try {
      byte[] file =
          cipher(Cipher.DECRYPT_MODE, part.key(), part.nonce(), part.aad()).doFinal(ciphertext);
      if (part.size() != 0 && part.size() != file.length) {
        throw new ForeignContentException("The file does not have the size that the sender stated");
      }
      return file;
    } catch (AEADBadTagException e) {
      throw new ForeignContentException("The file does not open with the key that the sender gave");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is missing in this Java runtime", e);
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] aad)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(aad);
    return cipher;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is missing in this Java runtime", e);
    }
  }

  /** Not what the sender sent. */
  public static final class ForeignContentException extends Exception {
    private static final long serialVersionUID = 1L;

    ForeignContentException(String message) {
      super(message);
    }
  }
}

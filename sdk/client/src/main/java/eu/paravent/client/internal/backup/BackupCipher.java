package eu.paravent.client.internal.backup;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * The encryption of a backup (docs/devices.md): AES-256-GCM frame by frame under a key of this
 * backup, made with Argon2id (RFC 9106) from the recovery key and a salt. A frame's number is its
 * nonce; header and whether it is the last one are authenticated with each, so nothing can be cut
 * off, left out or turned round.
 */
final class BackupCipher {
  static final int HEADER = 4 + 1 + 16 + 4 + 4;
  static final int TAG = 16;

  private static final byte[] MAGIC = {'P', 'V', 'B', 'K'};
  private static final int VERSION = 1, SALT = 16;
  private static final int MEMORY_KIB = 64 << 10, PASSES = 3;
  private static final int MEMORY_LEAST = 19 << 10, MEMORY_MOST = 256 << 10, PASSES_MOST = 16;

  private final SecretKeySpec key;
  private final byte[] header;
  private long frames;

  private BackupCipher(byte[] header, byte[] secret) {
    this.header = header;
    ByteBuffer in = ByteBuffer.wrap(header, MAGIC.length + 1, SALT + 8);
    byte[] salt = new byte[SALT];
    in.get(salt);
    Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
    argon2.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withSalt(salt)
            .withMemoryAsKB(in.getInt())
            .withIterations(in.getInt())
            .withParallelism(1)
            .build());
    byte[] derived = new byte[32];
    argon2.generateBytes(secret, derived);
    key = new SecretKeySpec(derived, "AES");
    Arrays.fill(derived, (byte) 0);
  }

  static BackupCipher fresh(byte[] secret, SecureRandom random) {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    byte[] header =
        ByteBuffer.allocate(HEADER)
            .put(MAGIC)
            .put((byte) VERSION)
            .put(salt)
            .putInt(MEMORY_KIB)
            .putInt(PASSES)
            .array();
    return new BackupCipher(header, secret);
  }

  /**
   * @throws IllegalArgumentException if it is no header of a backup that this version reads
   */
  static BackupCipher of(byte[] header, byte[] secret) {
    ByteBuffer in = ByteBuffer.wrap(header);
    byte[] magic = new byte[MAGIC.length];
    in.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new IllegalArgumentException("This is not a backup");
    }
    if (in.get() != VERSION) {
      throw new IllegalArgumentException(
          "The backup was written by a newer version of this library: update it");
    }
    int memory = in.getInt(HEADER - 8);
    int passes = in.getInt(HEADER - 4);
    // neither cheap enough to try keys out, nor so dear that reading it is an attack
    if (memory < MEMORY_LEAST || memory > MEMORY_MOST || passes < 1 || passes > PASSES_MOST) {
      throw new IllegalArgumentException("The backup asks for a key derivation that is not used");
    }
    return new BackupCipher(header, secret);
  }

  byte[] header() {
    return header.clone();
  }

  byte[] seal(byte[] frame, int length, boolean last) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, last).doFinal(frame, 0, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is missing in this Java runtime", e);
    }
  }

  /**
   * @throws GeneralSecurityException if it is not the next frame of this backup
   */
  byte[] open(byte[] sealed, boolean last) throws GeneralSecurityException {
    return cipher(Cipher.DECRYPT_MODE, last).doFinal(sealed);
  }

  private Cipher cipher(int mode, boolean last) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    byte[] nonce = ByteBuffer.allocate(12).putInt(0).putLong(frames++).array();
    cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
    cipher.updateAAD(header);
    cipher.updateAAD(new byte[] {(byte) (last ? 1 : 0)});
    return cipher;
  }
}

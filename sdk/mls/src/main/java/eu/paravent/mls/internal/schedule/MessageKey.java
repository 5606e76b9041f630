package eu.paravent.mls.internal.schedule;

import eu.paravent.mls.crypto.SecretBytes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A single-use key with the change of the secret tree that its use means. Nothing changes until the
 * caller writes the change: after the message has proved authentic, or before an own ciphertext
 * leaves.
 */
public final class MessageKey implements AutoCloseable {
  private final long generation;
  private final SecretBytes key;
  private final SecretBytes nonce;
  private final Map<String, byte @Nullable []> changes;

  MessageKey(long generation, byte[] key, byte[] nonce, Map<String, byte @Nullable []> changes) {
    this.generation = generation;
    this.key = SecretBytes.wrap(key);
    this.nonce = SecretBytes.wrap(nonce);
    this.changes = changes;
  }

  public long generation() {
    return generation;
  }

  public SecretBytes key() {
    return key;
  }

  /** The key schedule's nonce xor the reuse guard (RFC 9420 §6.3.1). */
  public byte[] nonce(byte[] reuseGuard) {
    byte[] guarded = nonce.expose().clone();
    for (int i = 0; i < reuseGuard.length; i++) {
      guarded[i] ^= reuseGuard[i];
    }
    return guarded;
  }

  /** Records of the epoch to write; null deletes. */
  public Map<String, byte @Nullable []> changes() {
    return changes;
  }

  @Override
  public void close() {
    key.close();
    nonce.close();
  }
}

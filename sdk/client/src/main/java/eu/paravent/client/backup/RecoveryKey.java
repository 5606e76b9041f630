package eu.paravent.client.backup;

import eu.paravent.client.internal.backup.RecoveryText;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * What a backup opens with: 160 random bits, as nine groups of four letters and digits that a
 * person writes down. The last group is a checksum. Whoever has it and the backup reads all of it;
 * whoever loses it reads nothing. Wiped by {@link #close}, as far as the virtual machine allows.
 */
public final class RecoveryKey implements AutoCloseable {
  private final byte[] secret;

  private RecoveryKey(byte[] secret) {
    this.secret = secret;
  }

  /** A new one; write down its {@link #insecureText text}. */
  public static RecoveryKey generate(SecureRandom random) {
    byte[] secret = new byte[RecoveryText.LENGTH];
    random.nextBytes(secret);
    return new RecoveryKey(secret);
  }

  /**
   * Reads what a person typed: case, spaces and hyphens do not matter, nor O for 0, I and L for 1.
   *
   * @throws IllegalArgumentException if it is none; the message says whether something is missing
   *     or mistyped, and never what was typed
   */
  public static RecoveryKey parse(String typed) {
    return new RecoveryKey(RecoveryText.parse(typed));
  }

  /** To be shown to the person once, and kept nowhere near the backup. */
  public String insecureText() {
    return RecoveryText.of(secret);
  }

  /** A copy of the secret, named so that its uses are easily found. */
  public byte[] insecureBytes() {
    return secret.clone();
  }

  @Override
  public void close() {
    Arrays.fill(secret, (byte) 0);
  }

  @Override
  public String toString() {
    return "RecoveryKey[secret]";
  }
}

package eu.paravent.client.internal.invite;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A link that needs a password holds half of the secret only; the other half is the password,
 * slowed down by Argon2id (RFC 9106). The parameters belong to the link's version and to nothing
 * else, so that no server can talk a guest into cheaper ones.
 */
public final class LinkPassword {
  private static final int MEMORY_KIB = 19 << 10, PASSES = 2, LANES = 1, LENGTH = 32;

  private LinkPassword() {}

  /**
   * What takes the place of the link's seed.
   *
   * @param seed of the link: salt, and secret for whoever does not have the link
   */
  public static byte[] stretch(String password, byte[] seed, String inviteId) {
    byte[] typed = password.strip().getBytes(StandardCharsets.UTF_8);
    try {
      Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
      argon2.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(MEMORY_KIB)
              .withIterations(PASSES)
              .withParallelism(LANES)
              .withSalt(seed)
              .withAdditional(inviteId.getBytes(StandardCharsets.US_ASCII))
              .build());
      byte[] secret = new byte[LENGTH];
      argon2.generateBytes(typed, secret);
      return secret;
    } finally {
      Arrays.fill(typed, (byte) 0);
    }
  }
}

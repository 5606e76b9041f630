package eu.paravent.client.identity;

import eu.paravent.client.UserId;
import java.util.regex.Pattern;

/**
 * Asks the organisation authority for a device certificate.
 *
 * @param user whose device it is
 * @param device 1 to 64 letters, digits, {@code _} and {@code -}: a pseudonym, unique within the
 *     organisation
 * @param publicKey raw Ed25519, 32 bytes
 */
public record DeviceRequest(UserId user, String device, byte[] publicKey) {
  private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public DeviceRequest {
    if (!DEVICE.matcher(device).matches()) {
      throw new IllegalArgumentException("Not a device: use 1 to 64 letters, digits, _ and -");
    }
    if (publicKey.length != 32) {
      throw new IllegalArgumentException(
          "An Ed25519 public key has 32 bytes, not " + publicKey.length);
    }
    if (user.guest()) {
      throw new IllegalArgumentException("The organisation authority certifies staff, not guests");
    }
    publicKey = publicKey.clone();
  }

  /** {@code mimi://<organisation>/d/<device>}. */
  public String deviceUri() {
    return "mimi://" + user.organisation() + "/d/" + device;
  }
}

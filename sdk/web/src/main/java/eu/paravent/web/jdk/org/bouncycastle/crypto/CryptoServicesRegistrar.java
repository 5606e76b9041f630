package eu.paravent.web.jdk.org.bouncycastle.crypto;

import java.security.SecureRandom;
import org.bouncycastle.crypto.CryptoServiceProperties;

/**
 * Bouncy Castle's registrar where no one sets constraints, which would bring calendars with them.
 */
public final class CryptoServicesRegistrar {
  private CryptoServicesRegistrar() {}

  public static void checkConstraints(CryptoServiceProperties service) {}

  public static SecureRandom getSecureRandom() {
    return new SecureRandom();
  }

  public static SecureRandom getSecureRandom(SecureRandom random) {
    return random == null ? getSecureRandom() : random;
  }
}

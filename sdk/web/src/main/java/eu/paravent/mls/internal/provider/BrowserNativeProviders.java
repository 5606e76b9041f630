package eu.paravent.mls.internal.provider;

import eu.paravent.mls.crypto.CryptoProvider;
import java.util.Optional;

/** {@link NativeProviders} where there are none. */
public final class BrowserNativeProviders {
  private BrowserNativeProviders() {}

  public static Optional<CryptoProvider> best() {
    return Optional.empty();
  }

  public static Optional<CryptoProvider> corretto() {
    return Optional.empty();
  }

  public static Optional<CryptoProvider> conscrypt() {
    return Optional.empty();
  }
}

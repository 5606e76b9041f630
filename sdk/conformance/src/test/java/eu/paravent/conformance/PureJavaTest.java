package eu.paravent.conformance;

import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.testkit.primitives.CryptoProviderContract;

/** Its vectors and refusals; that it agrees with itself shows nothing. */
class PureJavaTest extends CryptoProviderContract {
  @Override
  protected CryptoProvider provider() {
    return CryptoProviders.pureJava();
  }
}

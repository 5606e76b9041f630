package eu.paravent.conformance;

import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.testkit.primitives.CryptoProviderContract;

class ConscryptTest extends CryptoProviderContract {
  @Override
  protected CryptoProvider provider() {
    return Natives.required("Conscrypt", CryptoProviders.conscrypt());
  }
}

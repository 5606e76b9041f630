package eu.paravent.conformance;

import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.testkit.primitives.CryptoProviderContract;

class CorrettoTest extends CryptoProviderContract {
  @Override
  protected CryptoProvider provider() {
    return Natives.required("Amazon Corretto", CryptoProviders.corretto());
  }
}

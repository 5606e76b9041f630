package eu.paravent.conformance;

import eu.paravent.mls.crypto.AeadAlgorithm;
import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.mls.crypto.HashAlgorithm;
import eu.paravent.mls.crypto.KemAlgorithm;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SignatureAlgorithm;
import eu.paravent.mls.crypto.SignatureKeyPair;
import java.security.SecureRandom;

/** What the application of {@link UndeployTest} does while it lives. */
public final class UsedInside implements Runnable {
  @Override
  public void run() {
    for (CryptoProvider provider :
        new CryptoProvider[] {CryptoProviders.best(), CryptoProviders.pureJava()}) {
      SignatureKeyPair signer = provider.signatureKeyPair(SignatureAlgorithm.ED25519, new byte[32]);
      byte[] signature = provider.sign(SignatureAlgorithm.ED25519, signer, new byte[9]);
      KemAlgorithm x25519 = KemAlgorithm.DHKEM_X25519_HKDF_SHA256;
      KemKeyPair key = provider.deriveKeyPair(x25519, new byte[32]);
      provider.hash(HashAlgorithm.SHA512, signature);
      try {
        byte[] sealed =
            provider.seal(
                AeadAlgorithm.AES_128_GCM, new byte[16], new byte[12], new byte[0], signature);
        provider.open(AeadAlgorithm.AES_128_GCM, new byte[16], new byte[12], new byte[0], sealed);
        var shared = provider.encapsulate(x25519, key.publicKey(), new SecureRandom());
        provider.decapsulate(x25519, key, shared.encapsulation());
      } catch (CryptoException e) {
        throw new IllegalStateException(e);
      }
      if (!provider.verify(
          SignatureAlgorithm.ED25519, signer.publicKey(), new byte[9], signature)) {
        throw new IllegalStateException("The provider does not work");
      }
    }
  }
}

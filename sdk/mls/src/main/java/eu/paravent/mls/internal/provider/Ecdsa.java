package eu.paravent.mls.internal.provider;

import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.HashAlgorithm;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/**
 * ECDSA with signatures in DER (RFC 9420 §5.1.2, as in TLS). Nonces are derived from key and
 * message (RFC 6979), so a bad random source cannot give the key away.
 */
final class Ecdsa implements Signing {
  private final NistCurve curve;
  private final HashAlgorithm hash;
  private final CryptoProvider provider;

  Ecdsa(NistCurve curve, HashAlgorithm hash, CryptoProvider provider) {
    this.curve = curve;
    this.hash = hash;
    this.provider = provider;
  }

  @Override
  public byte[] publicKey(byte[] privateKey) {
    try {
      return curve.publicKey(curve.checkedPrivateKey(privateKey));
    } catch (CryptoException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @Override
  public byte[] sign(byte[] privateKey, byte[] publicKey, byte[] message) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(digest()));
    signer.init(true, new ECPrivateKeyParameters(new BigInteger(1, privateKey), curve.domain()));
    BigInteger[] signature = signer.generateSignature(provider.hash(hash, message));
    try {
      return StandardDSAEncoding.INSTANCE.encode(curve.domain().getN(), signature[0], signature[1]);
    } catch (IOException e) {
      throw new IllegalStateException("Two numbers cannot be encoded", e);
    }
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    Optional<DerSignature> decoded = DerSignature.decode(signature);
    if (decoded.isEmpty()) {
      return false;
    }
    try {
      ECDSASigner verifier = new ECDSASigner();
      verifier.init(false, new ECPublicKeyParameters(curve.point(publicKey), curve.domain()));
      return verifier.verifySignature(
          provider.hash(hash, message), decoded.get().r(), decoded.get().s());
    } catch (CryptoException e) {
      return false;
    }
  }

  private Digest digest() {
    return switch (hash) {
      case SHA256 -> new SHA256Digest();
      case SHA384 -> new SHA384Digest();
      case SHA512 -> new SHA512Digest();
    };
  }
}

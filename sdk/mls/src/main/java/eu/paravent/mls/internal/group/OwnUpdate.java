package eu.paravent.mls.internal.group;

import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.provider.SuiteCrypto;

/** The private keys of the leaf that an own Update proposes (RFC 9420 §12.1.2). */
record OwnUpdate(KemKeyPair leafKey, SignatureKeyPair signer) {
  void write(TlsWriter out) {
    out.opaque(leafKey.privateKey().expose()).opaque(signer.privateKey().expose());
  }

  static OwnUpdate read(TlsReader in, SuiteCrypto crypto) throws MalformedException {
    try {
      return new OwnUpdate(crypto.keyPair(in.opaque()), crypto.signatureKeyPair(in.opaque()));
    } catch (CryptoException e) {
      throw new MalformedException("a stored private key is damaged");
    }
  }
}

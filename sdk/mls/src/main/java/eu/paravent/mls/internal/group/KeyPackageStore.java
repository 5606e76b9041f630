package eu.paravent.mls.internal.group;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.Lifetime;
import eu.paravent.mls.storage.StoredStateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** This client's key packages and their private keys (RFC 9420 §10, §16.8). */
public final class KeyPackageStore {
  /** Clocks differ: a key package is valid from a little earlier than now. */
  private static final Duration SKEW = Duration.ofHours(1);

  private final LocalClient client;

  public KeyPackageStore(LocalClient client) {
    this.client = client;
  }

  /** A key package with its private keys. */
  record Own(
      byte[] reference,
      KeyPackage keyPackage,
      KemKeyPair initKey,
      KemKeyPair leafKey,
      SignatureKeyPair signer,
      boolean lastResort) {}

  static String key(byte[] reference) {
    return "kp/" + HexFormat.of().formatHex(reference);
  }

  public eu.paravent.mls.KeyPackage create(Duration lifetime, boolean lastResort) {
    SuiteCrypto crypto = client.crypto();
    Instant now = client.clock().instant();
    Instant notAfter = Instant.ofEpochSecond(now.plus(lifetime).getEpochSecond());
    KemKeyPair init = crypto.generateKeyPair();
    KemKeyPair leafKey = crypto.generateKeyPair();
    LeafNode leaf =
        LeafNode.forKeyPackage(
            crypto,
            client.signer(),
            client.template(),
            leafKey.publicKey(),
            new Lifetime(now.minus(SKEW).getEpochSecond(), notAfter.getEpochSecond()));
    Extensions extensions =
        client.greased(
            lastResort
                ? Extensions.empty().with(KeyPackage.LAST_RESORT, new byte[0])
                : Extensions.empty());
    KeyPackage keyPackage =
        KeyPackage.sign(crypto, client.signer(), init.publicKey(), leaf, extensions);
    store(keyPackage, init, leafKey, client.signer());
    return new eu.paravent.mls.KeyPackage(
        MlsMessage.encode(WireFormat.KEY_PACKAGE, keyPackage::write),
        keyPackage.reference(crypto),
        notAfter,
        lastResort);
  }

  void store(KeyPackage keyPackage, KemKeyPair init, KemKeyPair leafKey, SignatureKeyPair signer) {
    byte[] record =
        Stored.encode(
            out ->
                out.opaque(TlsWriter.encode(keyPackage::write))
                    .opaque(init.privateKey().expose())
                    .opaque(leafKey.privateKey().expose())
                    .opaque(signer.privateKey().expose()));
    client.storage().write(Map.of(key(keyPackage.reference(client.crypto())), record));
  }

  Optional<Own> find(byte[] reference) {
    return client
        .storage()
        .read(key(reference))
        .map(record -> Stored.decode(record, "key package", in -> read(reference, in)));
  }

  private Own read(byte[] reference, TlsReader in)
      throws eu.paravent.mls.internal.codec.MalformedException {
    KeyPackage keyPackage = TlsReader.parse(in.opaque(), KeyPackage::read);
    try {
      return new Own(
          reference,
          keyPackage,
          client.crypto().keyPair(in.opaque()),
          client.crypto().keyPair(in.opaque()),
          client.crypto().signatureKeyPair(in.opaque()),
          keyPackage.extensions().find(KeyPackage.LAST_RESORT).isPresent());
    } catch (CryptoException e) {
      throw new StoredStateException("A stored key package is damaged", e);
    }
  }

  public void delete(byte[] reference) {
    client.storage().write(Collections.singletonMap(key(reference), null));
  }
}

package eu.paravent.mls.internal.provider;

import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.HashAlgorithm;
import eu.paravent.mls.internal.codec.TlsWriter;
import java.nio.charset.StandardCharsets;

/** LabeledExtract and LabeledExpand (RFC 9180 §4). */
final class LabeledHkdf {
  private static final byte[] VERSION = "HPKE-v1".getBytes(StandardCharsets.US_ASCII);

  private final Hkdf hkdf;
  private final byte[] suiteId;

  LabeledHkdf(CryptoProvider provider, HashAlgorithm hash, byte[] suiteId) {
    this.hkdf = new Hkdf(provider, hash);
    this.suiteId = suiteId;
  }

  byte[] extract(byte[] salt, String label, byte[] keyMaterial) {
    TlsWriter labeled = new TlsWriter();
    labeled.raw(VERSION).raw(suiteId).raw(label.getBytes(StandardCharsets.US_ASCII));
    byte[] input = labeled.raw(keyMaterial).toBytes();
    labeled.wipe();
    return hkdf.extract(salt, input);
  }

  byte[] expand(byte[] pseudoRandomKey, String label, byte[] info, int length) {
    TlsWriter labeled = new TlsWriter();
    labeled.u16(length).raw(VERSION).raw(suiteId).raw(label.getBytes(StandardCharsets.US_ASCII));
    return hkdf.expand(pseudoRandomKey, labeled.raw(info).toBytes(), length);
  }
}

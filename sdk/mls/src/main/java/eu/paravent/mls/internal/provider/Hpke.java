package eu.paravent.mls.internal.provider;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.codec.TlsWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/** HPKE in base mode, single-shot (RFC 9180 §5.1.1, §6.1). */
final class Hpke {
  private static final byte[] NONE = new byte[0];

  private final CipherSuite suite;
  private final CryptoProvider provider;
  private final LabeledHkdf kdf;
  private final byte[] pskIdHash;

  Hpke(CipherSuite suite, CryptoProvider provider) {
    this.suite = suite;
    this.provider = provider;
    byte[] suiteId =
        new TlsWriter()
            .raw("HPKE".getBytes(StandardCharsets.US_ASCII))
            .u16(suite.kem().value())
            .u16(suite.hash().kdf())
            .u16(suite.aead().value())
            .toBytes();
    kdf = new LabeledHkdf(provider, suite.hash(), suiteId);
    pskIdHash = kdf.extract(NONE, "psk_id_hash", NONE);
  }

  /**
   * key_schedule_context (RFC 9180 §5.1) with mode_base: what all seals under one info share, which
   * may be long.
   */
  byte[] scheduleContext(byte[] info) {
    byte[] infoHash = kdf.extract(NONE, "info_hash", info);
    return new TlsWriter().u8(0).raw(pskIdHash).raw(infoHash).toBytes();
  }

  HpkeCiphertext seal(
      byte[] publicKey, byte[] scheduleContext, byte[] plaintext, SecureRandom random)
      throws CryptoException {
    CryptoProvider.Encapsulated encapsulated = provider.encapsulate(suite.kem(), publicKey, random);
    try (SecretBytes shared = encapsulated.sharedSecret();
        Context context = new Context(shared, scheduleContext)) {
      return new HpkeCiphertext(
          encapsulated.encapsulation(),
          provider.seal(suite.aead(), context.key(), context.nonce(), NONE, plaintext));
    }
  }

  byte[] open(KemKeyPair key, byte[] scheduleContext, HpkeCiphertext sealed)
      throws CryptoException {
    try (SecretBytes shared = provider.decapsulate(suite.kem(), key, sealed.kemOutput());
        Context context = new Context(shared, scheduleContext)) {
      return provider.open(suite.aead(), context.key(), context.nonce(), NONE, sealed.ciphertext());
    }
  }

  /** SendExportBase (RFC 9180 §6.2), without info. */
  CryptoProvider.Encapsulated sendExport(
      byte[] publicKey, String exporterContext, int length, SecureRandom random)
      throws CryptoException {
    CryptoProvider.Encapsulated encapsulated = provider.encapsulate(suite.kem(), publicKey, random);
    try (SecretBytes shared = encapsulated.sharedSecret();
        Context context = new Context(shared, scheduleContext(NONE))) {
      return new CryptoProvider.Encapsulated(
          SecretBytes.wrap(context.export(exporterContext, length)), encapsulated.encapsulation());
    }
  }

  /** ReceiveExportBase (RFC 9180 §6.2), without info. */
  byte[] receiveExport(KemKeyPair key, byte[] encapsulation, String exporterContext, int length)
      throws CryptoException {
    try (SecretBytes shared = provider.decapsulate(suite.kem(), key, encapsulation);
        Context context = new Context(shared, scheduleContext(NONE))) {
      return context.export(exporterContext, length);
    }
  }

  /** KeySchedule (RFC 9180 §5.1) with mode_base. */
  private final class Context implements AutoCloseable {
    private final byte[] scheduleContext;
    private final byte[] secret;

    Context(SecretBytes shared, byte[] scheduleContext) {
      this.scheduleContext = scheduleContext;
      secret = kdf.extract(shared.expose(), "secret", NONE);
    }

    byte[] key() {
      return kdf.expand(secret, "key", scheduleContext, suite.aead().keyLength());
    }

    byte[] nonce() {
      return kdf.expand(secret, "base_nonce", scheduleContext, suite.aead().nonceLength());
    }

    byte[] export(String exporterContext, int length) {
      byte[] exporter = kdf.expand(secret, "exp", scheduleContext, suite.hash().length());
      try {
        return kdf.expand(
            exporter, "sec", exporterContext.getBytes(StandardCharsets.US_ASCII), length);
      } finally {
        Arrays.fill(exporter, (byte) 0);
      }
    }

    @Override
    public void close() {
      Arrays.fill(secret, (byte) 0);
    }
  }
}

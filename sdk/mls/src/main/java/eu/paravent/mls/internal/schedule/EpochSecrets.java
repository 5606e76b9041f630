package eu.paravent.mls.internal.schedule;

import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.provider.SuiteCrypto;

/**
 * What is derived from an epoch secret (RFC 9420 §8, Table 4), except the encryption secret once it
 * was {@linkplain #takeEncryptionSecret() taken} for the secret tree.
 */
public final class EpochSecrets implements AutoCloseable {
  private final SecretBytes senderData;
  private final SecretBytes encryption;
  private final SecretBytes exporter;
  private final SecretBytes external;
  private final SecretBytes confirmation;
  private final SecretBytes membership;
  private final SecretBytes resumption;
  private final SecretBytes authenticator;
  private final SecretBytes init;

  private EpochSecrets(Source source) throws MalformedException {
    senderData = source.next("sender data");
    encryption = source.next("encryption");
    exporter = source.next("exporter");
    external = source.next("external");
    confirmation = source.next("confirm");
    membership = source.next("membership");
    resumption = source.next("resumption");
    authenticator = source.next("authentication");
    init = source.next("init");
  }

  /** Where the secrets come from: a derivation or a stored record. */
  @FunctionalInterface
  private interface Source {
    SecretBytes next(String label) throws MalformedException;
  }

  public static EpochSecrets derive(SuiteCrypto crypto, byte[] epochSecret) {
    try {
      return new EpochSecrets(label -> SecretBytes.wrap(crypto.deriveSecret(epochSecret, label)));
    } catch (MalformedException e) {
      throw new AssertionError("A derivation reads nothing", e);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static EpochSecrets read(TlsReader in) throws MalformedException {
    return new EpochSecrets(
        label -> SecretBytes.wrap(label.equals("encryption") ? new byte[0] : in.opaque()));
  }

  /** All but the encryption secret, which lives on in the secret tree. */
  public void write(TlsWriter out) {
    for (SecretBytes secret :
        new SecretBytes[] {
          senderData, exporter, external, confirmation, membership, resumption, authenticator, init
        }) {
      out.opaque(secret.expose());
    }
  }

  public SecretBytes senderData() {
    return senderData;
  }

  /** A copy; the original is wiped: it is consumed by the secret tree (RFC 9420 §9.2). */
  public SecretBytes takeEncryptionSecret() {
    SecretBytes taken = encryption.copy();
    encryption.close();
    return taken;
  }

  public SecretBytes external() {
    return external;
  }

  public SecretBytes confirmation() {
    return confirmation;
  }

  public SecretBytes membership() {
    return membership;
  }

  public SecretBytes resumption() {
    return resumption;
  }

  public SecretBytes authenticator() {
    return authenticator;
  }

  public SecretBytes init() {
    return init;
  }

  /** external_priv, external_pub (RFC 9420 §8). */
  public KemKeyPair externalKeyPair(SuiteCrypto crypto) {
    return crypto.deriveKeyPair(external.expose());
  }

  /** MLS-Exporter (RFC 9420 §8.5). */
  public byte[] export(SuiteCrypto crypto, String label, byte[] context, int length) {
    try (SecretBytes derived = SecretBytes.wrap(crypto.deriveSecret(exporter.expose(), label))) {
      return crypto.expandWithLabel(derived.expose(), "exported", crypto.hash(context), length);
    }
  }

  @Override
  public void close() {
    for (SecretBytes secret :
        new SecretBytes[] {
          senderData,
          encryption,
          exporter,
          external,
          confirmation,
          membership,
          resumption,
          authenticator,
          init
        }) {
      secret.close();
    }
  }
}

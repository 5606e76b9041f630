package eu.paravent.mls.internal.framing;

import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.provider.HpkeCiphertext;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import java.util.Arrays;
import java.util.List;

/** Welcome (RFC 9420 §12.4.3.1). */
public record Welcome(int cipherSuite, List<Entry> secrets, byte[] encryptedGroupInfo) {
  private static final String LABEL = "Welcome";
  private static final byte[] NONE = new byte[0];

  /**
   * EncryptedGroupSecrets.
   *
   * @param newMember KeyPackageRef
   */
  public record Entry(byte[] newMember, HpkeCiphertext encryptedGroupSecrets) {
    static Entry read(TlsReader in) throws MalformedException {
      return new Entry(in.opaque(), HpkeCiphertext.read(in));
    }

    void write(TlsWriter out) {
      out.opaque(newMember);
      encryptedGroupSecrets.write(out);
    }

    /**
     * @param sealing of this Welcome
     */
    public static Entry seal(
        SuiteCrypto.Sealing sealing, byte[] newMember, byte[] initKey, GroupSecrets secrets)
        throws MlsException {
      byte[] plaintext = TlsWriter.encode(secrets::write);
      try {
        return new Entry(newMember, sealing.seal(initKey, plaintext));
      } catch (CryptoException e) {
        throw new MlsException(
            Reason.RULE_VIOLATION, "The init key of a key package is not usable", e);
      } finally {
        Arrays.fill(plaintext, (byte) 0);
      }
    }
  }

  /** Of the entries of one Welcome: they share the encrypted group info, which may be long. */
  public static SuiteCrypto.Sealing sealing(SuiteCrypto crypto, byte[] encryptedGroupInfo) {
    return crypto.sealing(LABEL, encryptedGroupInfo);
  }

  public static byte[] sealGroupInfo(
      SuiteCrypto crypto, SecretBytes welcomeSecret, GroupInfo groupInfo) {
    return crypto.seal(
        key(crypto, welcomeSecret),
        nonce(crypto, welcomeSecret),
        NONE,
        TlsWriter.encode(groupInfo::write));
  }

  public GroupSecrets openSecrets(SuiteCrypto crypto, Entry entry, KemKeyPair initKey)
      throws MlsException {
    byte[] plaintext;
    try {
      plaintext =
          crypto.decryptWithLabel(
              initKey, LABEL, encryptedGroupInfo, entry.encryptedGroupSecrets());
    } catch (CryptoException e) {
      throw new MlsException(
          Reason.NOT_AUTHENTIC, "The group secrets of the Welcome do not decrypt", e);
    }
    try {
      return TlsReader.parseOrRefuse(plaintext, "The group secrets", GroupSecrets::read);
    } finally {
      Arrays.fill(plaintext, (byte) 0);
    }
  }

  public GroupInfo openGroupInfo(SuiteCrypto crypto, SecretBytes welcomeSecret)
      throws MlsException {
    byte[] plaintext;
    try {
      plaintext =
          crypto.open(
              key(crypto, welcomeSecret), nonce(crypto, welcomeSecret), NONE, encryptedGroupInfo);
    } catch (CryptoException e) {
      throw new MlsException(
          Reason.NOT_AUTHENTIC, "The group info of the Welcome does not decrypt", e);
    }
    return TlsReader.parseOrRefuse(plaintext, "The group info", GroupInfo::read);
  }

  private static byte[] key(SuiteCrypto crypto, SecretBytes welcomeSecret) {
    return crypto.expandWithLabel(
        welcomeSecret.expose(), "key", NONE, crypto.suite().aead().keyLength());
  }

  private static byte[] nonce(SuiteCrypto crypto, SecretBytes welcomeSecret) {
    return crypto.expandWithLabel(
        welcomeSecret.expose(), "nonce", NONE, crypto.suite().aead().nonceLength());
  }

  public static Welcome read(TlsReader in) throws MalformedException {
    return new Welcome(in.u16(), in.vector(Entry::read), in.opaque());
  }

  public void write(TlsWriter out) {
    out.u16(cipherSuite).vector(secrets, Entry::write).opaque(encryptedGroupInfo);
  }

  /** As MLSMessage. */
  public byte[] encode() {
    return MlsMessage.encode(WireFormat.WELCOME, this::write);
  }
}

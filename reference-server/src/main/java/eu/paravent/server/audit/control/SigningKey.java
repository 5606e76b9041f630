package eu.paravent.server.audit.control;

import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Json;
import eu.paravent.server.identity.control.Ed25519Keys;
import eu.paravent.server.requests.control.Ids;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/** The server's key for its audit log. Shows its private half to nobody but the key's store. */
final class SigningKey {
  private static final byte[] PROBE = "paravent".getBytes(StandardCharsets.US_ASCII);
  private final PrivateKey privateKey;
  private final byte[] publicKey;

  private SigningKey(PrivateKey privateKey, byte[] publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  static SigningKey create() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new SigningKey(pair.getPrivate(), Ed25519Keys.raw(pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has Ed25519", e);
    }
  }

  /**
   * @param pkcs8 the private half
   * @param publicKey raw
   * @throws GeneralSecurityException where the two do not belong together
   */
  static SigningKey of(byte[] pkcs8, byte[] publicKey) throws GeneralSecurityException {
    SigningKey key =
        new SigningKey(
            KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)),
            publicKey.clone());
    if (!Ed25519Keys.verify(publicKey, PROBE, key.signature(PROBE))) {
      throw new GeneralSecurityException("The two halves of the key do not belong together");
    }
    return key;
  }

  /** Says nothing about the private half. */
  String id() {
    return Base64Url.encode(Arrays.copyOf(Base64Url.decode(Ids.hash(publicKey)), 16));
  }

  byte[] publicKey() {
    return publicKey.clone();
  }

  byte[] insecureExportPrivateKey() {
    return privateKey.getEncoded();
  }

  /** Compact JWS (RFC 7515) over this. */
  String sign(String type, Record content) {
    String signed =
        Base64Url.encode(Json.write(new Header("EdDSA", type, id())))
            + "."
            + Base64Url.encode(Json.write(content));
    return signed + "." + Base64Url.encode(signature(signed.getBytes(StandardCharsets.US_ASCII)));
  }

  private byte[] signature(byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(privateKey);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The key of the audit log does not sign", e);
    }
  }

  /** The protected header. */
  public record Header(String alg, String typ, String kid) {}
}

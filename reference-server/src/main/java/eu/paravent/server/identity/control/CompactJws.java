package eu.paravent.server.identity.control;

import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A compact JWS (RFC 7515) with {@code alg=EdDSA} (RFC 8037), of which nothing is believed before
 * {@link #signedBy}. Knows no other algorithm, so there is none to be talked into.
 */
public final class CompactJws {
  private final Header header;
  private final byte[] content;
  private final byte[] signed;
  private final byte[] signature;

  private CompactJws(Header header, byte[] content, byte[] signed, byte[] signature) {
    this.header = header;
    this.content = content;
    this.signed = signed;
    this.signature = signature;
  }

  /**
   * The part of the protected header that counts here.
   *
   * @param alg exactly {@code EdDSA}
   * @param crit not understood here, so its presence is a refusal (RFC 7515 §4.1.11)
   */
  public record Header(
      String alg, Optional<String> typ, Optional<List<String>> x5c, Optional<List<String>> crit) {}

  /**
   * @param longest characters of it
   * @throws DefectException if it is none
   */
  public static CompactJws parse(String compact, int longest) throws DefectException {
    if (compact.length() > longest) {
      throw new DefectException("It is too long.");
    }
    String[] parts = compact.split("\\.", -1);
    if (parts.length != 3) {
      throw new DefectException("It is not a compact JWS of three parts.");
    }
    try {
      Header header = Json.read(Header.class, Base64Url.decode(parts[0]));
      if (!header.alg().equals("EdDSA")) {
        throw new DefectException("Its algorithm must be EdDSA.");
      }
      if (header.crit().isPresent()) {
        throw new DefectException("It has critical headers that this server does not know.");
      }
      return new CompactJws(
          header,
          Base64Url.decode(parts[1]),
          (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
          Base64Url.decode(parts[2]));
    } catch (IllegalArgumentException e) {
      throw new DefectException("Its parts are not base64url without padding.");
    } catch (Json.UnreadableException e) {
      throw unreadable(e);
    }
  }

  /** What kind of statement it is (RFC 7515 §4.1.9). */
  public boolean is(String type) {
    return header.typ().filter(type::equals).isPresent();
  }

  /** What it says: JSON of this type. */
  public <T extends Record> T read(Class<T> type) throws DefectException {
    try {
      return Json.read(type, content);
    } catch (Json.UnreadableException e) {
      throw unreadable(e);
    }
  }

  /** The certificates of {@code x5c}, DER, as they came; at least one. */
  public List<byte[]> chain() throws DefectException {
    List<byte[]> chain = new ArrayList<>();
    for (String certificate : header.x5c().orElse(List.of())) {
      try {
        chain.add(Base64.getDecoder().decode(certificate));
      } catch (IllegalArgumentException e) {
        throw new DefectException("Its x5c is not standard base64.");
      }
    }
    if (chain.isEmpty()) {
      throw new DefectException("It has no x5c.");
    }
    return List.copyOf(chain);
  }

  /**
   * @param key raw Ed25519 key
   */
  public boolean signedBy(byte[] key) {
    return Ed25519Keys.verify(key, signed, signature);
  }

  private static DefectException unreadable(Json.UnreadableException e) {
    return new DefectException("Its JSON is not what is expected: " + e.getMessage() + ".");
  }

  /** The message says what is wrong, as a sentence. */
  public static final class DefectException extends Exception {
    private static final long serialVersionUID = 1L;

    DefectException(String message) {
      super(message);
    }
  }
}

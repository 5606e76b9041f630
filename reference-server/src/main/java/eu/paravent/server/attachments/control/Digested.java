package eu.paravent.server.attachments.control;

import eu.paravent.protocol.Base64Url;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A stream that knows what went through it, in constant memory. */
final class Digested extends DigestInputStream {
  private Digested(InputStream octets, MessageDigest digest) {
    super(octets, digest);
  }

  static Digested of(InputStream octets) {
    try {
      return new Digested(octets, MessageDigest.getInstance("SHA-256"));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256", e);
    }
  }

  /** Reads to the end, or until it is longer than this. */
  boolean endsAfter(long size) throws IOException {
    byte[] buffer = new byte[8192];
    long count = 0;
    for (int read = 0; read >= 0 && count <= size; read = read(buffer)) {
      count += read;
    }
    return count == size;
  }

  /** Of what was read until now; to be asked once. */
  String digest() {
    return Base64Url.encode(getMessageDigest().digest());
  }
}

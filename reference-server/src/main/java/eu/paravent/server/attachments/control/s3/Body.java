package eu.paravent.server.attachments.control.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a request carries. Can be opened again where the first attempt failed.
 *
 * @param sha256 in hex
 */
record Body(long length, String sha256, Source source) {
  static final Body EMPTY = of(new byte[0]);

  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }

  static Body of(byte[] octets) {
    return new Body(octets.length, SigV4.sha256(octets), () -> new ByteArrayInputStream(octets));
  }

  static Body of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }
}

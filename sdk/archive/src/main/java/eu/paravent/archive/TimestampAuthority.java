package eu.paravent.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** Somebody who says when something was there (RFC 3161); it learns a hash and nothing else. */
@FunctionalInterface
public interface TimestampAuthority {
  /** Milliseconds, and the longest answer in bytes. */
  int PATIENCE = 30_000, ANSWER_MOST = 1 << 20;

  /**
   * @param request DER of a TimeStampReq
   * @return DER of a TimeStampResp
   * @throws IOException if it does not answer
   */
  byte[] stamp(byte[] request) throws IOException;

  /** One that answers over HTTP (RFC 3161 §3.4). An outbound address: declare it. */
  static TimestampAuthority at(URI address) {
    return request -> {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      try {
        connection.setConnectTimeout(PATIENCE);
        connection.setReadTimeout(PATIENCE);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/timestamp-query");
        try (OutputStream out = connection.getOutputStream()) {
          out.write(request);
        }
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
          throw new IOException("The timestamp authority answers " + connection.getResponseCode());
        }
        try (InputStream in = connection.getInputStream()) {
          return in.readNBytes(ANSWER_MOST);
        }
      } finally {
        connection.disconnect();
      }
    };
  }
}

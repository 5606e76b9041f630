package eu.paravent.server.attachments.control.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One bucket, and the few operations that blobs need of it. Each waits for its answer; those that
 * can be repeated are, where the store is busy or the line breaks. Thread-safe. The connection is
 * the JDK's oldest, because it alone gives up on a body that stops coming.
 */
final class S3Bucket {
  private static final int CONNECT_MILLIS = 10_000, READ_MILLIS = 60_000;
  private static final int ATTEMPTS = 4;
  private static final long FIRST_PAUSE_MILLIS = 200;

  /** Of an answer that is no blob. */
  private static final int ANSWER_MOST = 1 << 20;

  private static final int BUFFER = 64 << 10;
  private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z0-9.]{1,100})</Code>");
  private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>([^<]{1,2000})</UploadId>");

  private final URI base;
  private final SigV4 signer;
  private final InstantSource clock;

  /**
   * @param base of the bucket, with a slash at the end: {@code https://host/bucket/} or {@code
   *     https://bucket.host/}
   */
  S3Bucket(URI base, SigV4 signer, InstantSource clock) {
    this.base = base;
    this.signer = signer;
    this.clock = clock;
  }

  void put(String key, Body body) throws IOException {
    exchange("PUT", key, new TreeMap<>(), body);
  }

  /** A small object as text. */
  String text(String key) throws IOException {
    return exchange("GET", key, new TreeMap<>(), Body.EMPTY).body();
  }

  /** From this octet on so many; the caller closes the stream. */
  InputStream open(String key, long first, long count) throws IOException {
    return attempt(
        () -> {
          HttpURLConnection connection =
              send(
                  "GET",
                  key,
                  new TreeMap<>(),
                  Body.EMPTY,
                  "bytes=" + first + "-" + (first + count - 1));
          int status = connection.getResponseCode();
          if (status == HttpURLConnection.HTTP_PARTIAL) {
            return connection.getInputStream();
          }
          if (status == HttpURLConnection.HTTP_OK) {
            // a store that knows no ranges would hand out other octets than those asked for
            connection.disconnect();
            throw new S3Exception("GET", status, "NoRange");
          }
          throw refused("GET", connection);
        });
  }

  long size(String key) throws IOException {
    return exchange("HEAD", key, new TreeMap<>(), Body.EMPTY).length();
  }

  /** Also where there is none. */
  void delete(String key) throws IOException {
    try {
      exchange("DELETE", key, new TreeMap<>(), Body.EMPTY);
    } catch (S3Exception e) {
      if (!e.missing()) {
        throw e;
      }
    }
  }

  /** Begins an upload in parts; one more where the answer to the first attempt was lost. */
  String begin(String key) throws IOException {
    Matcher id = UPLOAD_ID.matcher(exchange("POST", key, query("uploads", ""), Body.EMPTY).body());
    if (!id.find()) {
      throw new IOException("The object store began an upload without a name");
    }
    return unescape(id.group(1));
  }

  /** Its ETag. */
  String part(String key, String uploadId, int number, Body body) throws IOException {
    SortedMap<String, String> query = query("partNumber", String.valueOf(number));
    query.put("uploadId", uploadId);
    String etag = exchange("PUT", key, query, body).etag();
    if (etag.isEmpty()) {
      throw new IOException("The object store took a part without an ETag");
    }
    return etag;
  }

  /**
   * Makes the parts one object.
   *
   * @throws S3Exception with {@code NoSuchUpload} also where it was done before
   */
  void complete(String key, String uploadId, List<String> etags) throws IOException {
    StringBuilder xml = new StringBuilder("<CompleteMultipartUpload>");
    for (int i = 0; i < etags.size(); i++) {
      xml.append("<Part><PartNumber>")
          .append(i + 1)
          .append("</PartNumber><ETag>")
          .append(escape(etags.get(i)))
          .append("</ETag></Part>");
    }
    xml.append("</CompleteMultipartUpload>");
    String answer =
        exchange("POST", key, query("uploadId", uploadId), Body.of(xml.toString())).body();
    // the status goes out before the work is done, so a failure may hide below a 200
    if (answer.contains("<Error>")) {
      throw new S3Exception("POST", HttpURLConnection.HTTP_INTERNAL_ERROR, code(answer));
    }
  }

  /** Also where there is none. */
  void abort(String key, String uploadId) throws IOException {
    try {
      exchange("DELETE", key, query("uploadId", uploadId), Body.EMPTY);
    } catch (S3Exception e) {
      if (!e.missing()) {
        throw e;
      }
    }
  }

  private record Answer(String body, String etag, long length) {}

  private Answer exchange(String method, String key, SortedMap<String, String> query, Body body)
      throws IOException {
    return attempt(
        () -> {
          HttpURLConnection connection = send(method, key, query, body, "");
          if (connection.getResponseCode() / 100 != 2) {
            throw refused(method, connection);
          }
          String etag = connection.getHeaderField("ETag");
          String text = "";
          if (!method.equals("HEAD")) {
            try (InputStream in = connection.getInputStream()) {
              text = new String(in.readNBytes(ANSWER_MOST), StandardCharsets.UTF_8);
            }
          }
          return new Answer(text, etag == null ? "" : etag, connection.getContentLengthLong());
        });
  }

  @FunctionalInterface
  private interface Attempt<T> {
    T run() throws IOException;
  }

  private static <T> T attempt(Attempt<T> attempt) throws IOException {
    long pause = FIRST_PAUSE_MILLIS;
    for (int left = ATTEMPTS - 1; ; left--) {
      try {
        return attempt.run();
      } catch (IOException e) {
        boolean passing = !(e instanceof S3Exception answer) || answer.passing();
        if (!passing || left == 0) {
          throw e;
        }
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted while waiting for the object store", e);
      }
      pause *= 3;
    }
  }

  private HttpURLConnection send(
      String method, String key, SortedMap<String, String> query, Body body, String range)
      throws IOException {
    String path = base.getRawPath() + key;
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("host", base.getRawAuthority());
    if (!range.isEmpty()) {
      headers.put("range", range);
    }
    URL url =
        URI.create(
                base.getScheme()
                    + "://"
                    + base.getRawAuthority()
                    + path
                    + (query.isEmpty() ? "" : "?" + SigV4.query(query)))
            .toURL();
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    // a signature is for one address
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestMethod(method);
    signer
        .sign(new SigV4.Request(method, path, query, headers, body.sha256()), clock.instant())
        .forEach(
            (name, value) -> {
              if (!name.equals("host")) {
                connection.setRequestProperty(name, value);
              }
            });
    if (method.equals("PUT") || method.equals("POST")) {
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(body.length());
      connection.setRequestProperty("content-type", "application/octet-stream");
      try (InputStream in = body.source().open();
          OutputStream out = connection.getOutputStream()) {
        byte[] buffer = new byte[BUFFER];
        for (int read; (read = in.read(buffer)) >= 0; ) {
          out.write(buffer, 0, read);
        }
      }
    }
    return connection;
  }

  private static S3Exception refused(String method, HttpURLConnection connection)
      throws IOException {
    int status = connection.getResponseCode();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (InputStream in = connection.getErrorStream()) {
      if (in != null) {
        text.write(in.readNBytes(ANSWER_MOST));
      }
    }
    return new S3Exception(method, status, code(text.toString(StandardCharsets.UTF_8)));
  }

  private static String code(String xml) {
    Matcher code = CODE.matcher(xml);
    return code.find() ? code.group(1) : "";
  }

  private static SortedMap<String, String> query(String name, String value) {
    SortedMap<String, String> query = new TreeMap<>();
    query.put(name, value);
    return query;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  private static String unescape(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }
}

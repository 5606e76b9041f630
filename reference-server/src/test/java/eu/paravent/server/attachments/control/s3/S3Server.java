package eu.paravent.server.attachments.control.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * As much of an S3-compatible store as blobs need, for tests: objects, ranges, uploads in parts,
 * with the rules of the real ones that can hurt (parts of at least 5 MiB, ETags that have to fit,
 * every signature and every hash of a payload checked). Octets lie in files, so that a large one
 * takes no memory. It is not a real one: what those do beyond their description, only a real one
 * shows.
 */
public final class S3Server implements AutoCloseable {
  public static final String BUCKET = "chat-blobs";
  public static final String ACCESS_KEY = "AKIATESTTESTTESTTEST";
  public static final String SECRET_KEY = "a/secret+of=the/tests+only";
  public static final String REGION = "eu-test-1";
  private static final long PART_LEAST = 5 << 20;
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");
  private static final Pattern PART =
      Pattern.compile("<PartNumber>([0-9]+)</PartNumber><ETag>([^<]*)</ETag>");

  private final Path directory;
  private final HttpServer server;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final Map<String, List<Path>> objects = new ConcurrentSkipListMap<>();
  private final Map<String, Map<Integer, Part>> uploads = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  private record Part(String etag, Path file) {}

  private record Refusal(int status, String code) {}

  private S3Server(Path directory) throws IOException {
    this.directory = directory;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(workers);
    server.start();
  }

  public static S3Server at(Path directory) throws IOException {
    return new S3Server(Files.createDirectories(directory));
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Environment of a server that stores here. */
  public Map<String, String> environment() {
    return Map.of(
        "PARAVENT_ATTACHMENT_STORE", "s3",
        "PARAVENT_S3_ENDPOINT", endpoint().toString(),
        "PARAVENT_S3_BUCKET", BUCKET,
        "PARAVENT_S3_REGION", REGION,
        "PARAVENT_S3_PREFIX", "tests/",
        "PARAVENT_S3_ACCESS_KEY", ACCESS_KEY,
        "PARAVENT_S3_SECRET_KEY", SECRET_KEY);
  }

  /** Names of all objects. */
  public Set<String> names() {
    return Set.copyOf(objects.keySet());
  }

  /** Uploads in parts that are neither completed nor aborted. */
  public int uploadsUnderWay() {
    return uploads.size();
  }

  /** Why requests were refused that should never be: signatures, hashes, parts. */
  public Set<String> refused() {
    return Set.copyOf(refused);
  }

  /** The next so many requests of this method are answered 503. */
  public void fail(String method, int times) {
    failures.put(method, new AtomicInteger(times));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Path body = Files.createTempFile(directory, "body", "");
      Refusal refusal = receive(exchange, body);
      AtomicInteger left = failures.get(exchange.getRequestMethod());
      if (refusal == null && left != null && left.getAndDecrement() > 0) {
        refusal = new Refusal(503, "SlowDown");
      }
      if (refusal == null) {
        refusal = act(exchange, body);
      }
      if (refusal != null) {
        Files.deleteIfExists(body);
        refuse(exchange, refusal);
      }
    }
  }

  private void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
    if (refusal.status != 404 && refusal.status != 503) {
      refused.add(refusal.code);
    }
    answer(
        exchange,
        refusal.status,
        "<?xml version=\"1.0\"?><Error><Code>"
            + refusal.code
            + "</Code><Message>no</Message></Error>");
  }

  /** Takes the payload in and looks at the signature. */
  private static @Nullable Refusal receive(HttpExchange exchange, Path body) throws IOException {
    MessageDigest digest = SigV4.newSha256();
    try (InputStream in = exchange.getRequestBody();
        OutputStream out = new DigestOutputStream(Files.newOutputStream(body), digest)) {
      in.transferTo(out);
    }
    String hash = HexFormat.of().formatHex(digest.digest());
    if (!hash.equals(exchange.getRequestHeaders().getFirst("x-amz-content-sha256"))) {
      return new Refusal(400, "XAmzContentSHA256Mismatch");
    }
    return new SignatureCheck(REGION, ACCESS_KEY, SECRET_KEY)
        .fault(exchange)
        .map(code -> new Refusal(403, code))
        .orElse(null);
  }

  private @Nullable Refusal act(HttpExchange exchange, Path body) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String start = "/" + BUCKET + "/";
    if (!path.startsWith(start)) {
      return new Refusal(404, "NoSuchBucket");
    }
    String key = path.substring(start.length());
    Map<String, String> query = query(exchange.getRequestURI());
    String uploadId = query.getOrDefault("uploadId", "");
    return switch (exchange.getRequestMethod()) {
      case "PUT" ->
          uploadId.isEmpty()
              ? put(exchange, key, body)
              : part(
                  exchange,
                  uploadId,
                  Integer.parseInt(query.getOrDefault("partNumber", "0")),
                  body);
      case "POST" ->
          query.containsKey("uploads")
              ? begin(exchange)
              : complete(exchange, key, uploadId, Files.readString(body));
      case "GET" -> get(exchange, key);
      case "HEAD" -> head(exchange, key);
      case "DELETE" -> uploadId.isEmpty() ? delete(exchange, key) : abort(exchange, uploadId);
      default -> new Refusal(405, "MethodNotAllowed");
    };
  }

  private @Nullable Refusal put(HttpExchange exchange, String key, Path body) throws IOException {
    objects.put(key, List.of(body));
    exchange.getResponseHeaders().add("ETag", etag());
    return answer(exchange, 200, "");
  }

  private @Nullable Refusal begin(HttpExchange exchange) throws IOException {
    // a name with what has to be escaped in XML and in an address
    String id = UUID.randomUUID() + "&<+/=";
    uploads.put(id, new ConcurrentSkipListMap<>());
    return answer(
        exchange,
        200,
        "<InitiateMultipartUploadResult><UploadId>"
            + id.replace("&", "&amp;").replace("<", "&lt;")
            + "</UploadId></InitiateMultipartUploadResult>");
  }

  private @Nullable Refusal part(HttpExchange exchange, String uploadId, int number, Path body)
      throws IOException {
    Map<Integer, Part> parts = uploads.get(uploadId);
    if (parts == null) {
      return new Refusal(404, "NoSuchUpload");
    }
    if (number < 1 || number > 10_000) {
      return new Refusal(400, "InvalidArgument");
    }
    Part part = new Part(etag(), body);
    Part before = parts.put(number, part);
    if (before != null) {
      Files.deleteIfExists(before.file);
    }
    exchange.getResponseHeaders().add("ETag", part.etag);
    return answer(exchange, 200, "");
  }

  private @Nullable Refusal complete(HttpExchange exchange, String key, String uploadId, String xml)
      throws IOException {
    Map<Integer, Part> parts = uploads.get(uploadId);
    if (parts == null) {
      return new Refusal(404, "NoSuchUpload");
    }
    List<Path> files = new ArrayList<>();
    Matcher asked = PART.matcher(xml);
    int last = 0;
    while (asked.find()) {
      Part part = parts.get(Integer.parseInt(asked.group(1)));
      if (Integer.parseInt(asked.group(1)) <= last) {
        return new Refusal(400, "InvalidPartOrder");
      }
      last = Integer.parseInt(asked.group(1));
      if (part == null || !part.etag.equals(asked.group(2).replace("&quot;", "\""))) {
        return new Refusal(400, "InvalidPart");
      }
      if (!files.isEmpty() && Files.size(files.get(files.size() - 1)) < PART_LEAST) {
        return new Refusal(400, "EntityTooSmall");
      }
      files.add(part.file);
    }
    if (files.isEmpty()) {
      return new Refusal(400, "MalformedXML");
    }
    objects.put(key, List.copyOf(files));
    uploads.remove(uploadId);
    return answer(exchange, 200, "<CompleteMultipartUploadResult></CompleteMultipartUploadResult>");
  }

  private @Nullable Refusal abort(HttpExchange exchange, String uploadId) throws IOException {
    Map<Integer, Part> parts = uploads.remove(uploadId);
    if (parts == null) {
      return new Refusal(404, "NoSuchUpload");
    }
    for (Part part : parts.values()) {
      Files.deleteIfExists(part.file);
    }
    return answer(exchange, 204, "");
  }

  private @Nullable Refusal delete(HttpExchange exchange, String key) throws IOException {
    List<Path> files = objects.remove(key);
    if (files != null) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    return answer(exchange, 204, "");
  }

  private @Nullable Refusal head(HttpExchange exchange, String key) throws IOException {
    List<Path> files = objects.get(key);
    if (files == null) {
      exchange.sendResponseHeaders(404, -1);
      return null;
    }
    exchange.getResponseHeaders().add("Content-Length", String.valueOf(size(files)));
    exchange.sendResponseHeaders(200, -1);
    return null;
  }

  private @Nullable Refusal get(HttpExchange exchange, String key) throws IOException {
    List<Path> files = objects.get(key);
    if (files == null) {
      return new Refusal(404, "NoSuchKey");
    }
    long size = size(files);
    long first = 0;
    long last = size - 1;
    String asked = exchange.getRequestHeaders().getFirst("Range");
    if (asked != null) {
      Matcher range = RANGE.matcher(asked);
      if (!range.matches() || Long.parseLong(range.group(1)) >= size) {
        return new Refusal(416, "InvalidRange");
      }
      first = Long.parseLong(range.group(1));
      last = Math.min(last, Long.parseLong(range.group(2)));
      exchange
          .getResponseHeaders()
          .add("Content-Range", "bytes " + first + "-" + last + "/" + size);
    }
    long count = last - first + 1;
    exchange.sendResponseHeaders(asked == null ? 200 : 206, count == 0 ? -1 : count);
    try (OutputStream out = exchange.getResponseBody()) {
      copy(files, first, count, out);
    } catch (IOException e) {
      // whoever reads has read enough
      return null;
    }
    return null;
  }

  private static void copy(List<Path> files, long first, long count, OutputStream out)
      throws IOException {
    long skip = first;
    long left = count;
    byte[] buffer = new byte[64 << 10];
    for (Path file : files) {
      long size = Files.size(file);
      if (skip >= size) {
        skip -= size;
        continue;
      }
      try (InputStream in = Files.newInputStream(file)) {
        in.skipNBytes(skip);
        skip = 0;
        for (int read;
            left > 0 && (read = in.read(buffer, 0, (int) Math.min(buffer.length, left))) >= 0; ) {
          out.write(buffer, 0, read);
          left -= read;
        }
      }
    }
  }

  private static long size(List<Path> files) throws IOException {
    long size = 0;
    for (Path file : files) {
      size += Files.size(file);
    }
    return size;
  }

  private static String etag() {
    return "\"" + UUID.randomUUID().toString().replace("-", "") + "\"";
  }

  static Map<String, String> query(URI address) {
    Map<String, String> query = new TreeMap<>();
    String raw = address.getRawQuery();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        query.put(
            URLDecoder.decode(
                equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8),
            equals < 0
                ? ""
                : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  private static @Nullable Refusal answer(HttpExchange exchange, int status, String text)
      throws IOException {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
    if (octets.length > 0) {
      exchange.getResponseBody().write(octets);
    }
    return null;
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}

package eu.paravent.server.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** A file of the guest's page as it comes with this server: whole, and compressed once. */
record WebAsset(String mediaType, String tag, byte[] content, byte[] compressed) {
  private static final String FOLDER = "/eu/paravent/web/assets/";

  /** Empty where there is no such file. */
  static Optional<WebAsset> load(String name) throws IOException {
    try (InputStream in = WebAsset.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        return Optional.empty();
      }
      byte[] content = in.readAllBytes();
      return Optional.of(new WebAsset(mediaType(name), tag(content), content, gzip(content)));
    }
  }

  private static String mediaType(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "js" -> "text/javascript;charset=utf-8";
      case "css" -> "text/css;charset=utf-8";
      case "SHA256SUMS" -> "text/plain;charset=utf-8";
      case "svg" -> "image/svg+xml";
      case "wasm" -> "application/wasm";
      default -> "text/html;charset=utf-8";
    };
  }

  private static String tag(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  /** Answers with it; a browser that has it already gets to know that it may keep it. */
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader("Vary", "Accept-Encoding");
    response.setHeader("ETag", tag);
    String known = request.getHeader("If-None-Match");
    if (known != null && known.contains(tag)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(mediaType);
    String accepted = request.getHeader("Accept-Encoding");
    byte[] body = content;
    if (accepted != null && accepted.contains("gzip")) {
      response.setHeader("Content-Encoding", "gzip");
      body = compressed;
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}

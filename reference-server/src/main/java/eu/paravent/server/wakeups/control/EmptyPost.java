package eu.paravent.server.wakeups.control;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One empty request to one address that was looked at before. A library would look the name up
 * again, and a name server that gives another answer the second time would lead it into the network
 * behind the server; it would also follow redirects. Reads the status line and nothing else of what
 * comes back.
 */
final class EmptyPost {
  private static final int STATUS_LINE = 1_024;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");

  private final URI endpoint;
  private final SSLSocketFactory tls;
  private final long end;

  EmptyPost(URI endpoint, SSLSocketFactory tls, long seconds) {
    this.endpoint = endpoint;
    this.tls = tls;
    this.end = System.nanoTime() + seconds * 1_000_000_000L;
  }

  static boolean usesTls(URI endpoint) {
    return "https".equalsIgnoreCase(endpoint.getScheme());
  }

  /** The status, whatever it is. */
  int send(InetAddress address) throws IOException {
    boolean secure = usesTls(endpoint);
    int port = endpoint.getPort() < 0 ? (secure ? 443 : 80) : endpoint.getPort();
    try (Socket socket = new Socket()) {
      CompletableFuture<Void> cut = cutAfter(millisLeft(), socket);
      try {
        socket.connect(new InetSocketAddress(address, port), millisLeft());
        socket.setSoTimeout(millisLeft());
        return secure ? sealed(socket, port) : exchange(socket);
      } finally {
        cut.cancel(false);
      }
    }
  }

  /** Also in a handshake that comes in drops, each of them in time. */
  private static CompletableFuture<Void> cutAfter(int millis, Socket socket) {
    return new CompletableFuture<Void>()
        .completeOnTimeout(null, millis, TimeUnit.MILLISECONDS)
        .thenRun(
            () -> {
              try {
                socket.close();
              } catch (IOException e) {
                // it is cut all the same
              }
            });
  }

  private int sealed(Socket socket, int port) throws IOException {
    String name = endpoint.getHost().replaceAll("[\\[\\]]", "");
    try (SSLSocket sealed = (SSLSocket) tls.createSocket(socket, name, port, true)) {
      SSLParameters parameters = sealed.getSSLParameters();
      // the certificate must be that of the name, whatever address it has
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      sealed.setSSLParameters(parameters);
      sealed.startHandshake();
      return exchange(sealed);
    }
  }

  private int exchange(Socket socket) throws IOException {
    socket.getOutputStream().write(request().getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    Matcher status = STATUS.matcher(line(socket));
    if (!status.matches()) {
      throw new IOException("What answered does not speak HTTP");
    }
    return Integer.parseInt(status.group(1));
  }

  /** As RFC 8030 §5 asks for it; the body stays empty. */
  private String request() {
    URI ascii = URI.create(endpoint.toASCIIString());
    String path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    String query = ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery();
    String port = ascii.getPort() < 0 ? "" : ":" + ascii.getPort();
    return "POST "
        + path
        + query
        + " HTTP/1.1\r\nHost: "
        + ascii.getHost()
        + port
        // one that is not delivered for a day is replaced by the next one of the same topic
        + "\r\nTTL: 86400\r\nUrgency: normal\r\nTopic: paravent\r\nContent-Length: 0"
        + "\r\nUser-Agent: Paravent\r\nConnection: close\r\n\r\n";
  }

  private String line(Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (line.length() < STATUS_LINE) {
      // octet by octet, so that who answers slowly does not get longer for each of them
      socket.setSoTimeout(millisLeft());
      int octet = in.read();
      if (octet < 0 || octet == '\n') {
        break;
      }
      if (octet != '\r') {
        line.append((char) octet);
      }
    }
    return line.toString();
  }

  private int millisLeft() throws SocketTimeoutException {
    long left = (end - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException("No answer in time");
    }
    return (int) left;
  }
}

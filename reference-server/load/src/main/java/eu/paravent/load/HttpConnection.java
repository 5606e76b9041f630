package eu.paravent.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection on which requests follow each other, from the first on: a server lets go of one
 * that does not ask for anything. Not thread-safe.
 */
class HttpConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;
  private final URI server;
  private final Socket socket = new Socket();
  private InputStream in = InputStream.nullInputStream();

  HttpConnection(URI server) {
    this.server = server;
  }

  private void connect() throws IOException {
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
  }

  /** The body of the answer. */
  final byte[] ask(byte[] request) throws IOException {
    if (!socket.isConnected()) {
      connect();
    }
    socket.getOutputStream().write(request);
    String status = line();
    int length = 0;
    boolean chunked = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
    }
    byte[] answer = chunked ? chunks() : in.readNBytes(length);
    if (!status.startsWith("HTTP/1.1 2")) {
      throw new RefusedException(status + " " + new String(answer, StandardCharsets.UTF_8));
    }
    return answer;
  }

  /** The server answered, and not with what was asked for. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String answer) {
      super(answer);
    }
  }

  private byte[] chunks() throws IOException {
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line().strip(), 16);
      all.write(in.readNBytes(size));
      line();
      if (size == 0) {
        return all.toByteArray();
      }
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("The server closed a connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

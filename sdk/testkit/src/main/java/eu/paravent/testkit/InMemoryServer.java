package eu.paravent.testkit;

import eu.paravent.client.spi.Transport;
import eu.paravent.protocol.Limits;
import eu.paravent.testkit.fault.Malice;
import eu.paravent.testkit.internal.MemoryServer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;

/**
 * A chat server without sockets and without a disk: the whole of the contract between client and
 * server, kept in memory, with the same refusals as the real one. Thread-safe. It is gone with the
 * object; to see what a restart does, use the real server.
 */
public final class InMemoryServer implements AutoCloseable {
  private static final String BASE_URL = "http://server.test";
  private static final String REGISTRATION_TOKEN = "testkit-registration-token";

  private final MemoryServer server;

  private InMemoryServer(InstantSource clock, Duration retention) {
    server = new MemoryServer(BASE_URL, REGISTRATION_TOKEN, clock, retention);
  }

  /** Runs on the system's clock. */
  public static InMemoryServer start() {
    return start(InstantSource.system());
  }

  /** Runs on this clock, a {@link TestClock} for instance. */
  public static InMemoryServer start(InstantSource clock) {
    return start(clock, Limits.RETENTION);
  }

  /** Deletes messages and attachments after this time, though not everybody has them. */
  public static InMemoryServer start(InstantSource clock, Duration retention) {
    return new InMemoryServer(clock, retention);
  }

  /** The address that clients are told and that sign-in assertions are made for. */
  public URI baseUrl() {
    return URI.create(BASE_URL);
  }

  /** Allows the registration of organisations on this server. */
  public String registrationToken() {
    return REGISTRATION_TOKEN;
  }

  /** A new way to this server: one for each simulated client. */
  public Transport transport() {
    return new InMemoryTransport(server);
  }

  /**
   * Takes new groups in these cipher suites only, from now on, as an operator may set it; groups
   * that are there go on.
   */
  public void takeOnly(int... cipherSuites) {
    server.takeOnly(Arrays.stream(cipherSuites).boxed().toList());
  }

  /** Makes this server a dishonest one. */
  public Malice malice() {
    return server.malice();
  }

  /** Ends all push channels. */
  @Override
  public void close() {
    server.close();
  }
}

package eu.paravent.client;

import eu.paravent.client.internal.delivery.JdkTransport;
import eu.paravent.client.internal.delivery.SharedTransport;
import eu.paravent.client.internal.engine.Workshop;
import eu.paravent.client.internal.store.JdbcStore;
import eu.paravent.client.internal.store.SessionPool;
import eu.paravent.client.internal.store.StoreOpener;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What many clients in one application share: a few threads, one HTTP client, and a few connections
 * to the host's database, however many people's clients are open. Each client stays what it is
 * alone, with a store and keys of its own; none waits for another, except for a free thread or
 * connection. Thread-safe.
 *
 * <p>Event handlers have threads of their own, as many as the clients' work has: handlers that wait
 * hold up other handlers, when there are as many of them, and nothing else.
 */
public final class ChatHost implements AutoCloseable {
  private static final int CALLBACK_THREADS = 2;

  private final URI server;
  private final Workshop workshop;
  private final SessionPool sessions;
  private final Transport transport;
  private final @Nullable ExecutorService callbacks;
  private final Set<ChatClient> open = ConcurrentHashMap.newKeySet();

  private ChatHost(Builder builder, URI server, DataSource dataSource) {
    this.server = server;
    workshop = new Workshop(builder.threads);
    sessions = new SessionPool(dataSource, builder.connections);
    Transport given = builder.transport;
    if (given == null) {
      callbacks =
          Executors.newFixedThreadPool(CALLBACK_THREADS, Workshop.factory("paravent-http-"));
      transport = new JdkTransport(server, callbacks);
    } else {
      callbacks = null;
      transport = given;
    }
  }

  /**
   * Begins one for this server, on this database.
   *
   * @param server the server's base address, as the server knows itself
   * @param dataSource the host's own (H2 or PostgreSQL), where the stores lie
   */
  public static Builder builder(URI server, DataSource dataSource) {
    return new Builder(server, dataSource);
  }

  /**
   * A store in the host's database, as {@link EncryptedStore#on}, which takes a connection for each
   * of its transactions and keeps none.
   *
   * @param tablePrefix letters, digits and underscores, beginning with a letter, at most 32; one
   *     for each client
   */
  public EncryptedStore store(String tablePrefix, StoreKey key) {
    StoreOpener.requirePrefix(tablePrefix);
    return new StoreOpener(() -> JdbcStore.open(() -> sessions.database(tablePrefix), key));
  }

  /** A client to be opened that shares; its store is one of {@link #store}, or any other. */
  public ChatClient.Builder client() {
    return ChatClient.builder()
        .server(server)
        .transport(new SharedTransport(transport))
        .sharing(workshop, open::add, open::remove);
  }

  /** How many of its clients are open. */
  public int openClients() {
    return open.size();
  }

  /** Closes the clients that are open, then ends every thread and connection. */
  @Override
  public void close() {
    List.copyOf(open).forEach(ChatClient::close);
    transport.close();
    workshop.close();
    sessions.close();
    if (callbacks != null) {
      callbacks.shutdownNow();
    }
  }

  /** What is shared, and how much of it. */
  public static final class Builder {
    private final URI server;
    private final DataSource dataSource;
    private int threads = 8;
    private int connections = 8;
    private @Nullable Transport transport;

    private Builder(URI server, DataSource dataSource) {
      this.server = server;
      this.dataSource = dataSource;
    }

    /** At most so many for the clients' work, and as many for event handlers; 8 by default. */
    public Builder threads(int most) {
      threads = atLeastTwo(most);
      return this;
    }

    /** At most so many to the database at a time; 8 by default. */
    public Builder connections(int most) {
      connections = atLeastTwo(most);
      return this;
    }

    /** Default: HTTP and WebSocket of the JDK. Closed with the host. */
    public Builder transport(Transport shared) {
      transport = shared;
      return this;
    }

    /** Makes the threads; clients are opened on it then. */
    public ChatHost start() {
      return new ChatHost(this, server, dataSource);
    }

    private static int atLeastTwo(int most) {
      if (most < 2) {
        throw new IllegalArgumentException("Two at least, not " + most);
      }
      return most;
    }
  }
}

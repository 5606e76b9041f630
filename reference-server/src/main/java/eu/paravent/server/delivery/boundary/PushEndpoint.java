package eu.paravent.server.delivery.boundary;

import eu.paravent.protocol.Json;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.delivery.PushFrame;
import eu.paravent.server.delivery.control.Memberships;
import eu.paravent.server.metrics.control.Meters;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.problems.control.WithoutMessage;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.sessions.control.Caller;
import eu.paravent.server.sessions.control.Sessions;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The push channel. One object per connection. The client speaks once, to say who it is; what it
 * says later is not listened to.
 */
@ServerEndpoint(Paths.PUSH)
public class PushEndpoint {
  private static final Logger LOG = System.getLogger(PushEndpoint.class.getName());
  private static final Duration HELLO_WITHIN = Duration.ofSeconds(10);
  private static final int LONGEST_HELLO = 4096;

  @Inject PushConnections connections;
  @Inject Sessions sessions;
  @Inject Memberships memberships;
  @Inject ServerClock clock;
  @Inject Meters meters;
  private @Nullable PushConnection connection;

  @OnOpen
  public void open(Session socket) {
    socket.setMaxTextMessageBufferSize(LONGEST_HELLO);
    socket.setMaxIdleTimeout(0);
    PushConnection opened = new PushConnection(socket, meters, clock.now().plus(HELLO_WITHIN));
    connection = opened;
    connections.opened(opened);
  }

  @OnMessage(maxMessageSize = LONGEST_HELLO)
  public void hear(String text) {
    PushConnection here = connection;
    if (here == null || here.deviceId() != null) {
      return;
    }
    try {
      PushFrame hello = Json.read(PushFrame.class, text.getBytes(StandardCharsets.UTF_8));
      if (!hello.type().equals(PushFrame.HELLO)) {
        throw Sessions.notSignedIn();
      }
      String token = hello.token().orElseThrow(Sessions::notSignedIn);
      signIn(here, sessions.require(token), hello.takesSeveral());
      // once more, now that an end of the session finds this connection
      sessions.require(token);
    } catch (Refusal | Json.UnreadableException e) {
      here.close(PushConnection.NOT_SIGNED_IN, "Send hello with a valid access token first");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      here.close(CloseReason.CloseCodes.GOING_AWAY, "The server stops; reconnect");
    }
  }

  private void signIn(PushConnection here, Caller.SignedIn device, boolean several)
      throws InterruptedException {
    if (here.signIn(device.deviceId(), device.tokenHash(), device.expiresAt(), several)) {
      connections.signedIn(here, device.deviceId());
      connections.settle();
      connections.follow(here, memberships.groupsOf(device.deviceId()));
      connections.startAfter(
          memberships
              .followedBy(List.of(device.deviceId()))
              .getOrDefault(device.deviceId(), Map.of()));
      here.send(Told.text(PushFrame.ready()));
    }
  }

  @OnMessage
  public void pong(PongMessage pong) {
    if (connection != null) {
      connection.heard();
    }
  }

  @OnError
  public void failed(Throwable cause) {
    // Normal business on mobile networks; OnClose follows.
    LOG.log(Level.DEBUG, "A push connection failed", WithoutMessage.of(cause));
  }

  @OnClose
  public void close(CloseReason reason) {
    if (connection != null) {
      connections.closed(connection);
    }
  }
}

package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.PushListener;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.delivery.PendingWelcome;
import eu.paravent.protocol.delivery.PushFrame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hands new entries and welcomes to the channels of those who may read them. */
final class PushHub {
  private final List<PushConnection> connections = new CopyOnWriteArrayList<>();

  PushConnection open(PushListener listener, PushConnection.SignIn signIn) {
    PushConnection connection = new PushConnection(listener, signIn, connections::remove);
    connections.add(connection);
    connection.start();
    return connection;
  }

  void entry(Group group, LogEntry entry) {
    String text = text(PushFrame.entry(group.id(), entry));
    for (PushConnection connection : connections) {
      connection
          .device()
          .filter(
              device -> {
                Membership membership = group.memberships().get(device);
                return membership != null && membership.mayRead(entry.sequence());
              })
          .ifPresent(device -> connection.offer(text));
    }
  }

  /** For the other members that are connected. */
  void signal(Group group, String sender, byte[] message) {
    String text = text(PushFrame.signal(group.id(), message));
    for (PushConnection connection : connections) {
      connection
          .device()
          .filter(device -> group.isMember(device) && !device.equals(sender))
          .ifPresent(device -> connection.offer(text));
    }
  }

  void welcome(String device, PendingWelcome welcome) {
    String text = text(PushFrame.welcome(welcome));
    for (PushConnection connection : connections) {
      if (connection.device().filter(device::equals).isPresent()) {
        connection.offer(text);
      }
    }
  }

  /** Those whose session is over. */
  void closeEnded() {
    connections.forEach(PushConnection::closeIfEnded);
  }

  void closeAll() {
    connections.forEach(connection -> connection.end(1001, "the server goes away"));
  }

  static String text(PushFrame frame) {
    return new String(Json.write(frame), StandardCharsets.UTF_8);
  }
}

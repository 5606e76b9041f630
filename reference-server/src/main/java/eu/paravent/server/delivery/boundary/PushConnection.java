package eu.paravent.server.delivery.boundary;

import eu.paravent.server.metrics.control.Meters;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One connected device: a bounded queue and one frame on its way. Whoever reads slower than its
 * groups write is cut off and reads the log instead; it never slows down anyone else. Thread-safe.
 */
final class PushConnection {
  static final CloseReason.CloseCode NOT_SIGNED_IN = code(4401),
      NO_HELLO = code(4408),
      TOO_SLOW = CloseReason.CloseCodes.TRY_AGAIN_LATER;

  /** Whichever is reached first. The characters leave room for one frame of the largest kind. */
  static final int FRAMES_MOST = 512;

  static final long CHARACTERS_MOST = 16L << 20;

  private final Session socket;
  private final Meters meters;
  private final Queue<String> waiting = new ArrayDeque<>();
  private final Set<String> groups = new HashSet<>();
  private final Set<String> left = new HashSet<>();
  private long characters;
  private boolean sending;
  private boolean closed;
  private boolean suspect;
  private boolean several;
  private Instant deadline;

  /** Since when a ping is not answered. */
  private @Nullable Instant asked;

  private @Nullable String deviceId;
  private @Nullable String tokenHash;

  /**
   * @param helloBy when it must have said who it is
   */
  PushConnection(Session socket, Meters meters, Instant helloBy) {
    this.socket = socket;
    this.meters = meters;
    this.deadline = helloBy;
  }

  /** False where it did so before. */
  synchronized boolean signIn(String device, String token, Instant until, boolean takesSeveral) {
    if (deviceId != null) {
      return false;
    }
    several = takesSeveral;
    deviceId = device;
    tokenHash = token;
    deadline = until;
    return true;
  }

  synchronized @Nullable String deviceId() {
    return deviceId;
  }

  /** Of the session that it belongs to; empty before hello. */
  synchronized Optional<String> tokenHash() {
    return Optional.ofNullable(tokenHash);
  }

  synchronized boolean usesToken(String hash) {
    return hash.equals(tokenHash);
  }

  /** What the database said, unless it was overtaken by a removal. */
  synchronized Set<String> follow(Iterable<String> known) {
    for (String group : known) {
      if (!left.contains(group)) {
        groups.add(group);
      }
    }
    return Set.copyOf(groups);
  }

  synchronized void join(String group) {
    left.remove(group);
    groups.add(group);
  }

  synchronized void leave(String group) {
    groups.remove(group);
    left.add(group);
  }

  synchronized Set<String> groups() {
    return Set.copyOf(groups);
  }

  synchronized boolean follows(String group) {
    return groups.contains(group);
  }

  /**
   * Compares with the groups that the database has for this device. What differs may be under way;
   * what differs twice was lost, and the client has to come back and ask.
   *
   * @return true where it is to be looked at once more
   */
  boolean compare(Set<String> known) {
    boolean differsAgain;
    synchronized (this) {
      boolean differs = !groups.equals(known);
      differsAgain = differs && suspect;
      suspect = differs;
    }
    if (differsAgain) {
      close(CloseReason.CloseCodes.SERVICE_RESTART, "Something was missed; reconnect");
    }
    return !differsAgain && isSuspect();
  }

  private synchronized boolean isSuspect() {
    return suspect && !closed;
  }

  /** These entries, in as few frames as it takes. */
  void send(Told told) {
    told.frames(takesSeveral()).forEach(this::send);
  }

  private synchronized boolean takesSeveral() {
    return several;
  }

  /** Only where nothing waits: what is of the moment is not kept for a slow reader. */
  void offer(String frame) {
    synchronized (this) {
      if (sending || !waiting.isEmpty()) {
        return;
      }
    }
    send(frame);
  }

  void send(String frame) {
    boolean tooSlow;
    synchronized (this) {
      if (closed) {
        return;
      }
      waiting.add(frame);
      characters += frame.length();
      // A single frame may be larger than the limit: it is the backlog that is bounded.
      tooSlow =
          waiting.size() > FRAMES_MOST || (characters > CHARACTERS_MOST && waiting.size() > 1);
    }
    if (tooSlow) {
      close(TOO_SLOW, "Reads too slowly; reconnect and read the log");
    } else {
      pump();
    }
  }

  private void pump() {
    String frame;
    synchronized (this) {
      if (sending || closed || waiting.isEmpty()) {
        return;
      }
      frame = waiting.remove();
      sending = true;
    }
    try {
      socket.getAsyncRemote().sendText(frame, result -> sent(frame, result.isOK()));
    } catch (RuntimeException e) {
      sent(frame, false);
    }
  }

  private void sent(String frame, boolean arrived) {
    synchronized (this) {
      sending = false;
      characters -= frame.length();
    }
    if (arrived) {
      meters.frameDelivered();
      pump();
    } else {
      close(CloseReason.CloseCodes.GOING_AWAY, "Connection lost");
    }
  }

  /** Frames that wait, the one on its way not counted. */
  synchronized int backlog() {
    return waiting.size();
  }

  synchronized void heard() {
    asked = null;
  }

  /**
   * Called every second or so, and later where the machine is busy: then it asked late too, and
   * waits for the answer from then on.
   *
   * @param silence seconds within which a ping is to be answered
   */
  void tick(Instant now, long silence) {
    boolean late;
    boolean signedIn;
    boolean silent;
    synchronized (this) {
      signedIn = deviceId != null;
      late = !now.isBefore(deadline);
      silent = asked != null && !now.isBefore(asked.plusSeconds(silence));
    }
    if (late) {
      close(signedIn ? NOT_SIGNED_IN : NO_HELLO, signedIn ? "The token ended" : "No hello in time");
    } else if (silent) {
      close(CloseReason.CloseCodes.GOING_AWAY, "No answer to pings");
    }
  }

  void ping(Instant now) {
    synchronized (this) {
      if (asked == null) {
        asked = now;
      }
    }
    try {
      socket.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
    } catch (IOException | RuntimeException e) {
      close(CloseReason.CloseCodes.GOING_AWAY, "Connection lost");
    }
  }

  void close(CloseReason.CloseCode code, String reason) {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      waiting.clear();
    }
    meters.connectionClosed(code.getCode());
    try {
      socket.close(new CloseReason(code, reason));
    } catch (IOException | RuntimeException e) {
      // It is gone already, which is what was wanted.
    }
  }

  private static CloseReason.CloseCode code(int code) {
    return CloseReason.CloseCodes.getCloseCode(code);
  }
}

package eu.paravent.protocol.delivery;

import java.util.Optional;

/**
 * One text frame of the WebSocket at {@link eu.paravent.protocol.Paths#PUSH}. The client's first
 * frame is {@code hello} with its token, the server answers {@code ready}; from then on the server
 * sends {@code entry} and {@code welcome}. A frame may be missing (a slow reader is cut off): the
 * log is the truth, frames only save the question.
 *
 * @param type {@code hello}, {@code ready}, {@code entry} or {@code welcome}; unknown types are
 *     ignored
 * @param token with {@code hello}; secret
 */
public record PushFrame(
    String type,
    Optional<String> token,
    Optional<String> groupId,
    Optional<LogEntry> entry,
    Optional<PendingWelcome> welcome) {
  public static final String HELLO = "hello", READY = "ready", ENTRY = "entry", WELCOME = "welcome";

  public static PushFrame hello(String token) {
    return new PushFrame(
        HELLO, Optional.of(token), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static PushFrame ready() {
    return new PushFrame(
        READY, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static PushFrame entry(String groupId, LogEntry entry) {
    return new PushFrame(
        ENTRY, Optional.empty(), Optional.of(groupId), Optional.of(entry), Optional.empty());
  }

  public static PushFrame welcome(PendingWelcome welcome) {
    return new PushFrame(
        WELCOME,
        Optional.empty(),
        Optional.of(welcome.groupId()),
        Optional.empty(),
        Optional.of(welcome));
  }

  @Override
  public String toString() {
    return "PushFrame[" + type + groupId.map(id -> " " + id).orElse("") + "]";
  }
}

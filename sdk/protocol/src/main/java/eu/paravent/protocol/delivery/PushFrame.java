package eu.paravent.protocol.delivery;

import java.util.Optional;

/**
 * One text frame of the WebSocket at {@link eu.paravent.protocol.Paths#PUSH}. The client's first
 * frame is {@code hello} with its token, the server answers {@code ready}; from then on the server
 * sends {@code entry}, {@code welcome} and {@code signal}. A frame may be missing (a slow reader is
 * cut off): the log is the truth, frames only save the question.
 *
 * @param type {@code hello}, {@code ready}, {@code entry}, {@code welcome} or {@code signal};
 *     unknown types are ignored
 * @param token with {@code hello}; secret
 * @param signal with {@code signal}: a PrivateMessage that is in no log
 */
public record PushFrame(
    String type,
    Optional<String> token,
    Optional<String> groupId,
    Optional<LogEntry> entry,
    Optional<PendingWelcome> welcome,
    Optional<byte[]> signal) {
  public static final String HELLO = "hello",
      READY = "ready",
      ENTRY = "entry",
      WELCOME = "welcome",
      SIGNAL = "signal";

  public static PushFrame hello(String token) {
    return new PushFrame(
        HELLO,
        Optional.of(token),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static PushFrame ready() {
    return new PushFrame(
        READY,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static PushFrame entry(String groupId, LogEntry entry) {
    return new PushFrame(
        ENTRY,
        Optional.empty(),
        Optional.of(groupId),
        Optional.of(entry),
        Optional.empty(),
        Optional.empty());
  }

  public static PushFrame welcome(PendingWelcome welcome) {
    return new PushFrame(
        WELCOME,
        Optional.empty(),
        Optional.of(welcome.groupId()),
        Optional.empty(),
        Optional.of(welcome),
        Optional.empty());
  }

  public static PushFrame signal(String groupId, byte[] message) {
    return new PushFrame(
        SIGNAL,
        Optional.empty(),
        Optional.of(groupId),
        Optional.empty(),
        Optional.empty(),
        Optional.of(message));
  }

  @Override
  public String toString() {
    return "PushFrame[" + type + (groupId.isPresent() ? " " + groupId.get() : "") + "]";
  }
}

package eu.paravent.protocol.delivery;

import java.util.List;
import java.util.Optional;

/**
 * One text frame of the WebSocket at {@link eu.paravent.protocol.Paths#PUSH}. The client's first
 * frame is {@code hello} with its token, the server answers {@code ready}; from then on the server
 * sends {@code entry}, {@code welcome} and {@code signal}, and {@code entries} to a client whose
 * {@code hello} said that it takes {@code several}. A frame may be missing (a slow reader is cut
 * off): the log is the truth, frames only save the question.
 *
 * @param type {@code hello}, {@code ready}, {@code entry}, {@code entries}, {@code welcome} or
 *     {@code signal}; unknown types are ignored
 * @param token with {@code hello}; secret
 * @param signal with {@code signal}: a PrivateMessage that is in no log
 * @param several with {@code hello}: true where the client takes {@code entries}
 * @param entries with {@code entries}: of one group, one after the other in its log
 */
public record PushFrame(
    String type,
    Optional<String> token,
    Optional<String> groupId,
    Optional<LogEntry> entry,
    Optional<PendingWelcome> welcome,
    Optional<byte[]> signal,
    Optional<Boolean> several,
    Optional<List<LogEntry>> entries) {
  public static final String HELLO = "hello",
      READY = "ready",
      ENTRY = "entry",
      ENTRIES = "entries",
      WELCOME = "welcome",
      SIGNAL = "signal";

  private static PushFrame of(String type) {
    return new PushFrame(
        type,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Of a client that takes {@code entries}. */
  public static PushFrame hello(String token) {
    return new PushFrame(
        HELLO,
        Optional.of(token),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(true),
        Optional.empty());
  }

  public static PushFrame ready() {
    return of(READY);
  }

  public static PushFrame entry(String groupId, LogEntry entry) {
    return new PushFrame(
        ENTRY,
        Optional.empty(),
        Optional.of(groupId),
        Optional.of(entry),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static PushFrame entries(String groupId, List<LogEntry> entries) {
    return new PushFrame(
        ENTRIES,
        Optional.empty(),
        Optional.of(groupId),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(List.copyOf(entries)));
  }

  public static PushFrame welcome(PendingWelcome welcome) {
    return new PushFrame(
        WELCOME,
        Optional.empty(),
        Optional.of(welcome.groupId()),
        Optional.empty(),
        Optional.of(welcome),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static PushFrame signal(String groupId, byte[] message) {
    return new PushFrame(
        SIGNAL,
        Optional.empty(),
        Optional.of(groupId),
        Optional.empty(),
        Optional.empty(),
        Optional.of(message),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether the client that says hello takes {@code entries}. */
  public boolean takesSeveral() {
    return several.orElse(false);
  }

  @Override
  public String toString() {
    return "PushFrame[" + type + (groupId.isPresent() ? " " + groupId.get() : "") + "]";
  }
}

package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.OutgoingMessage;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.testkit.fault.Fault;
import eu.paravent.testkit.fault.Faults;
import eu.paravent.testkit.fault.FaultyTransport;
import eu.paravent.testkit.fault.Requests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that go in pieces, over lines that break: what arrived is not sent again. */
class LargeFileTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int MEBIBYTE = 1 << 20;
  private static final Predicate<Transport.Request> PIECE = Requests.of("PATCH", Paths.UPLOAD);

  @TempDir Path directory;
  private final Acme acme = new Acme();
  private final FaultyTransport line = acme.faulty();
  private final List<Long> offsets = new CopyOnWriteArrayList<>();
  private final byte[] file = octets(13 * MEBIBYTE);

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void goesInPieces() {
    line.always(PIECE, counting());

    sentAndRead();

    assertThat(offsets).containsExactly(0L, 5L * MEBIBYTE, 10L * MEBIBYTE);
  }

  @Test
  void goesOnAfterCuts() {
    line.always(PIECE, counting());
    line.once(at(5L * MEBIBYTE), Faults.loseRequest());
    line.once(at(10L * MEBIBYTE), Faults.loseAnswer());

    sentAndRead();

    // the last piece arrived although nobody heard of it
    assertThat(offsets).containsExactly(0L, 5L * MEBIBYTE, 10L * MEBIBYTE);
  }

  @Test
  void findsOutWhatArrivedOfAPieceThatWasCut() {
    line.always(PIECE, counting());
    line.once(at(5L * MEBIBYTE), half());

    sentAndRead();

    assertThat(offsets)
        .containsExactly(
            0L, 5L * MEBIBYTE, 5L * MEBIBYTE + 5 * MEBIBYTE / 2, 10L * MEBIBYTE + 5 * MEBIBYTE / 2);
  }

  @Test
  void believesTheServerWhereItIsFurther() {
    line.once(PIECE, Faults.refuse(ProblemCode.UPLOAD_OFFSET_CONFLICT));

    sentAndRead();
  }

  @Test
  void beginsAgainWhereTheServerGaveUp() {
    line.once(at(10L * MEBIBYTE), givenUp());

    sentAndRead();
  }

  @Test
  void comesInPiecesAndGoesOnAfterCuts() {
    ChatClient alice = acme.online("Alice");
    FaultyTransport his = acme.faulty();
    ChatClient bob = acme.online("Bob", EncryptedStore.inMemory(Acme.key()), his);
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("Files").participants(bob.self()));
    hers.send(MessageContent.file("plan.dwg", "image/vnd.dwg", file));
    List<String> ranges = new CopyOnWriteArrayList<>();
    Predicate<Transport.Request> piece = Requests.of("GET", Paths.GROUP_ATTACHMENT);
    his.always(
        piece,
        (request, onwards) -> {
          ranges.add(request.headers().get("Range"));
          return onwards.exchange(request);
        });
    his.once(piece.and(from(5L * MEBIBYTE)), Faults.loseRequest());
    his.once(piece.and(from(10L * MEBIBYTE)), Faults.loseAnswer());

    assertThat(read(bob, Acme.joined(bob, hers.id()))).isEqualTo(file);

    // what was lost before it left was not seen; nothing but the lost pieces was asked for twice
    assertThat(ranges)
        .containsExactly(
            "bytes=0-5242879",
            "bytes=5242880-10485759",
            "bytes=10485760-13631503",
            "bytes=10485760-13631503");
  }

  private static Predicate<Transport.Request> from(long first) {
    return request ->
        request.headers().getOrDefault("Range", "").startsWith("bytes=" + first + "-");
  }

  @Test
  void goesOnInAnotherProcess() {
    ChatClient bob = acme.online("Bob");
    ChatClient alice = acme.online("Alice", Acme.at(directory), line);
    Conversation mine =
        alice.conversations().create(ConversationSpec.titled("Files").participants(bob.self()));
    line.always(PIECE, counting());
    line.always(at(5L * MEBIBYTE), Faults.loseRequest());
    mine.send(MessageContent.file("plan.dwg", "image/vnd.dwg", file));
    Acme.await("the first piece", () -> offsets.size() == 1);
    alice.close();

    FaultyTransport second = acme.faulty();
    second.always(PIECE, counting());
    acme.online("Alice", Acme.at(directory), second);

    assertThat(read(bob, Acme.joined(bob, mine.id()))).isEqualTo(file);
    assertThat(offsets).containsExactly(0L, 5L * MEBIBYTE, 10L * MEBIBYTE);
  }

  private void sentAndRead() {
    ChatClient bob = acme.online("Bob");
    ChatClient alice = acme.online("Alice", EncryptedStore.inMemory(Acme.key()), line);
    Conversation mine =
        alice.conversations().create(ConversationSpec.titled("Files").participants(bob.self()));
    OutgoingMessage message = mine.send(MessageContent.file("plan.dwg", "image/vnd.dwg", file));
    alice.retryNow();
    message.awaitAccepted(SOON);

    assertThat(read(bob, Acme.joined(bob, mine.id()))).isEqualTo(file);
  }

  private static byte[] read(ChatClient client, Conversation conversation) {
    Acme.await("the file", () -> conversation.messages(10).size() == 1);
    MessageContent.File shown = (MessageContent.File) conversation.messages(1).get(0).content();
    return conversation.download(shown.attachment());
  }

  private static Predicate<Transport.Request> at(long offset) {
    return PIECE.and(request -> offsetOf(request) == offset);
  }

  private static long offsetOf(Transport.Request request) {
    return Long.parseLong(request.headers().getOrDefault(Headers.UPLOAD_OFFSET, "-1"));
  }

  /** What reaches the server. */
  private Fault counting() {
    return (request, onwards) -> {
      offsets.add(offsetOf(request));
      return onwards.exchange(request);
    };
  }

  /** The line breaks in the middle of the piece. */
  private static Fault half() {
    return (request, onwards) -> {
      byte[] body = request.body().orElseThrow();
      onwards.exchange(
          new Transport.Request(
              request.method(),
              request.target(),
              request.headers(),
              java.util.Optional.of(java.util.Arrays.copyOf(body, body.length / 2))));
      throw new java.io.IOException("Cut in the middle of " + request);
    };
  }

  /** Its day was over. */
  private static Fault givenUp() {
    return (request, onwards) -> {
      onwards.exchange(
          new Transport.Request(
              "DELETE",
              request.target(),
              java.util.Map.of(
                  "Authorization",
                  request.headers().getOrDefault("Authorization", ""),
                  Headers.IDEMPOTENCY_KEY,
                  request.headers().getOrDefault(Headers.IDEMPOTENCY_KEY, "")),
              java.util.Optional.empty()));
      return onwards.exchange(request);
    };
  }

  private static byte[] octets(int size) {
    byte[] octets = new byte[size];
    new Random(3).nextBytes(octets);
    return octets;
  }
}

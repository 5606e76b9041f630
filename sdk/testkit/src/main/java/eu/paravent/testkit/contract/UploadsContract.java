package eu.paravent.testkit.contract;

import static eu.paravent.protocol.ProblemCode.ATTACHMENT_UNKNOWN;
import static eu.paravent.protocol.ProblemCode.INVALID_VALUE;
import static eu.paravent.protocol.ProblemCode.NOT_A_MEMBER;
import static eu.paravent.protocol.ProblemCode.RANGE_NOT_SATISFIABLE;
import static eu.paravent.protocol.ProblemCode.TOO_LARGE;
import static eu.paravent.protocol.ProblemCode.UPLOAD_OFFSET_CONFLICT;
import static eu.paravent.protocol.ProblemCode.UPLOAD_UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.paravent.mls.MlsGroup;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.attachments.Upload;
import eu.paravent.protocol.attachments.UploadCreation;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attachments in pieces, there and back. */
public abstract class UploadsContract extends ContractFixture {
  private static final int SIZE = 300_000;

  private final byte[] octets = new byte[SIZE];
  private Party alice;
  private Party bob;
  private String group;

  @BeforeEach
  @SuppressWarnings("NullAway.Init") // set before each test
  void twoInAGroup() throws Exception {
    new SecureRandom().nextBytes(octets);
    Company acme = company();
    alice = party(acme, "alice", "alice-1");
    bob = party(acme, "bob", "bob-1");
    MlsGroup atAlice = alice.createGroup();
    alice.add(atAlice, bob);
    group = Party.id(atAlice);
  }

  @Test
  void piecesBecomeAnAttachment() {
    Upload upload = begin(SIZE);
    assertEquals(0, upload.offset());

    Upload first = piece(alice, upload, 0, 100_000).read(Upload.class);
    Upload second = piece(alice, upload, 100_000, 100_001).read(Upload.class);
    assertFalse(second.complete());
    fetch(bob, upload, "").requireProblem(ATTACHMENT_UNKNOWN);
    Upload last = piece(alice, upload, 100_001, SIZE).read(Upload.class);

    assertEquals(100_000, first.offset());
    assertEquals(SIZE, last.offset());
    assertTrue(last.complete());
    assertArrayEquals(octets, fetch(bob, upload, "").requireStatus(200).response().body());
    alice.caller().get(target(upload)).requireProblem(UPLOAD_UNKNOWN);
  }

  @Test
  void goesOnFromWhereItIs() {
    Upload upload = begin(SIZE);
    piece(alice, upload, 0, 200_000).requireStatus(200);

    piece(alice, upload, 0, 200_000).requireProblem(UPLOAD_OFFSET_CONFLICT);
    piece(alice, upload, 250_000, SIZE).requireProblem(UPLOAD_OFFSET_CONFLICT);
    Upload state = alice.caller().get(target(upload)).read(Upload.class);
    assertEquals(200_000, state.offset());
    assertEquals(SIZE, state.size());
    piece(alice, upload, (int) state.offset(), SIZE).requireStatus(200);

    assertArrayEquals(octets, fetch(alice, upload, "").response().body());
  }

  @Test
  void keepsNothingOfAPieceThatGoesBeyondTheEnd() {
    Upload upload = begin(1000);
    piece(alice, upload, 0, 400).requireStatus(200);

    piece(alice, upload, 400, 1001).requireProblem(TOO_LARGE);

    assertEquals(400, alice.caller().get(target(upload)).read(Upload.class).offset());
  }

  @Test
  void isOfTheDeviceThatBeganIt() throws Exception {
    Upload upload = begin(SIZE);
    Party eve = party(company(), "eve", "eve-1");

    bob.caller().get(target(upload)).requireProblem(UPLOAD_UNKNOWN);
    piece(bob, upload, 0, SIZE).requireProblem(UPLOAD_UNKNOWN);
    bob.caller().delete(target(upload)).requireStatus(204);
    piece(eve, upload, 0, SIZE).requireProblem(NOT_A_MEMBER);

    assertEquals(0, alice.caller().get(target(upload)).read(Upload.class).offset());
  }

  @Test
  void canBeGivenUp() {
    Upload upload = begin(SIZE);
    piece(alice, upload, 0, 1000).requireStatus(200);

    alice.caller().delete(target(upload)).requireStatus(204);

    alice.caller().get(target(upload)).requireProblem(UPLOAD_UNKNOWN);
    piece(alice, upload, 1000, SIZE).requireProblem(UPLOAD_UNKNOWN);
    fetch(alice, upload, "").requireProblem(ATTACHMENT_UNKNOWN);
  }

  @Test
  void refusesSizesThatAreNone() {
    String target = Paths.fill(Paths.UPLOADS, group);
    alice.caller().post(target, new UploadCreation(0)).requireProblem(INVALID_VALUE);
    alice.caller().post(target, new UploadCreation(-1)).requireProblem(INVALID_VALUE);
    alice.caller().post(target, new UploadCreation(Limits.UPLOAD + 1)).requireProblem(TOO_LARGE);
    Map<String, String> headers = new HashMap<>(Caller.key(Caller.newKey()));
    headers.put("Content-Type", Headers.OCTETS);
    alice
        .caller()
        .send("PATCH", target(begin(10)), headers, new byte[10])
        .requireProblem(INVALID_VALUE);
  }

  @Test
  void beginsOnceWhatIsSentTwice() {
    String key = Caller.newKey();
    String target = Paths.fill(Paths.UPLOADS, group);

    assertEquals(
        alice.caller().post(target, new UploadCreation(9), key).read(Upload.class),
        alice.caller().post(target, new UploadCreation(9), key).read(Upload.class));
  }

  @Test
  void givesOutParts() {
    Upload upload = begin(SIZE);
    piece(alice, upload, 0, SIZE).requireStatus(200);

    part(upload, "bytes=0-0", 0, 1);
    part(upload, "bytes=1000-1999", 1000, 2000);
    part(upload, "bytes=299999-", SIZE - 1, SIZE);
    part(upload, "bytes=299000-999999", 299_000, SIZE);
    part(upload, "bytes=-10", SIZE - 10, SIZE);
    fetch(bob, upload, "bytes=300000-").requireProblem(RANGE_NOT_SATISFIABLE);
    // RFC 9110 §14.2: what is no range that is known is ignored
    for (String none : new String[] {"bytes=5-4", "lines=1-2", "bytes=0-1,3-4", "bytes=-"}) {
      assertEquals(SIZE, fetch(bob, upload, none).requireStatus(200).response().body().length);
    }
  }

  private void part(Upload upload, String range, int from, int to) {
    Caller.Answer answer = fetch(bob, upload, range).requireStatus(206);
    assertArrayEquals(Arrays.copyOfRange(octets, from, to), answer.response().body());
    assertEquals(
        "bytes " + from + "-" + (to - 1) + "/" + SIZE,
        answer.response().headers().get("content-range"));
  }

  private Upload begin(long size) {
    return alice
        .caller()
        .post(Paths.fill(Paths.UPLOADS, group), new UploadCreation(size))
        .requireStatus(201)
        .read(Upload.class);
  }

  private Caller.Answer piece(Party party, Upload upload, int from, int to) {
    Map<String, String> headers = new HashMap<>(Caller.key(Caller.newKey()));
    headers.put("Content-Type", Headers.OCTETS);
    headers.put(Headers.UPLOAD_OFFSET, String.valueOf(from));
    return party
        .caller()
        .send("PATCH", target(upload), headers, Arrays.copyOfRange(octets, from, to));
  }

  private String target(Upload upload) {
    return Paths.fill(Paths.UPLOAD, group, upload.uploadId());
  }

  private Caller.Answer fetch(Party party, Upload upload, String range) {
    return party
        .caller()
        .send(
            "GET",
            Paths.fill(Paths.GROUP_ATTACHMENT, group, upload.uploadId()),
            range.isEmpty() ? Map.of() : Map.of(Headers.RANGE, range),
            Optional.empty());
  }
}

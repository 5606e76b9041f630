package eu.paravent.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.paravent.mls.MlsGroup;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.attachments.Upload;
import eu.paravent.protocol.attachments.UploadCreation;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * An attachment that is larger than all the memory of the server. For servers that are started with
 * little of it; a server that keeps attachments in memory fails.
 */
public abstract class LargeAttachmentContract extends ContractFixture {
  private static final int PIECE = 10_000_019, WINDOW = 16 << 20;

  /** Octets; more than the server's heap. */
  protected abstract long size();

  @Test
  void goesThereAndBackInPieces() throws Exception {
    Party alice = party(company(), "alice", "alice-1");
    MlsGroup group = alice.createGroup();
    String groupId = Party.id(group);
    Upload upload =
        alice
            .caller()
            .post(Paths.fill(Paths.UPLOADS, groupId), new UploadCreation(size()))
            .read(Upload.class);
    MessageDigest sent = MessageDigest.getInstance("SHA-256");
    Random random = new Random(7);
    String target = Paths.fill(Paths.UPLOAD, groupId, upload.uploadId());
    long offset = 0;
    for (byte[] octets = new byte[PIECE]; offset < size(); ) {
      random.nextBytes(octets);
      byte[] piece = Arrays.copyOf(octets, (int) Math.min(PIECE, size() - offset));
      Map<String, String> headers = new HashMap<>(Caller.key(Caller.newKey()));
      headers.put("Content-Type", Headers.OCTETS);
      headers.put(Headers.UPLOAD_OFFSET, String.valueOf(offset));
      Upload state =
          alice
              .caller()
              .send("PATCH", target, headers, piece)
              .requireStatus(200)
              .read(Upload.class);
      sent.update(piece);
      offset += piece.length;
      assertEquals(offset, state.offset());
      assertEquals(offset == size(), state.complete());
    }

    String attachment = Paths.fill(Paths.GROUP_ATTACHMENT, groupId, upload.uploadId());
    MessageDigest got = MessageDigest.getInstance("SHA-256");
    for (long first = 0; first < size(); first += WINDOW) {
      long last = Math.min(first + WINDOW, size()) - 1;
      byte[] part =
          alice
              .caller()
              .send(
                  "GET",
                  attachment,
                  Map.of(Headers.RANGE, "bytes=" + first + "-" + last),
                  Optional.empty())
              .requireStatus(206)
              .response()
              .body();
      assertEquals(last - first + 1, part.length);
      got.update(part);
    }
    assertArrayEquals(sent.digest(), got.digest());
    assertTrue(offset == size());
  }
}

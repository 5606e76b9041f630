package eu.paravent.server.attachments.control;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.attachments.StoredAttachment;
import eu.paravent.server.attachments.control.AttachmentLedger.Entry;
import eu.paravent.server.attachments.entity.Attachment;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.IdempotencyKey;
import eu.paravent.server.requests.control.Ids;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Takes and gives ciphertext. The octets are written before the row, in no transaction: a crash in
 * between leaves a file that nobody knows, never a row without its file.
 */
@ApplicationScoped
public class Attachments {
  @Inject AttachmentLedger ledger;
  @Inject ChosenStore store;

  public StoredAttachment store(
      String groupId,
      Caller.SignedIn device,
      IdempotencyKey key,
      long announced,
      InputStream octets)
      throws IOException {
    Optional<Attachment> earlier = ledger.earlier(groupId, device, key);
    Digested stream = Digested.of(octets);
    if (earlier.isPresent()) {
      boolean same =
          stream.endsAfter(earlier.get().size()) && earlier.get().hasDigest(stream.digest());
      return answer(requireSame(earlier.get(), same));
    }
    if (announced > Limits.ATTACHMENT) {
      throw tooLarge();
    }
    String id = Ids.random();
    try {
      long size = store.blobs().store(id, stream, Limits.ATTACHMENT);
      String digest = stream.digest();
      Attachment kept = ledger.enter(new Entry(id, groupId, size, digest), device, key);
      if (!kept.id().equals(id)) {
        // The same request, twice at once: the other one was first.
        store.blobs().delete(id);
      }
      return answer(requireSame(kept, kept.hasDigest(digest)));
    } catch (BlobStore.TooLargeException e) {
      throw tooLarge();
    } catch (BlobStore.NoRoomException e) {
      throw ChosenStore.noRoom(e);
    } catch (RuntimeException e) {
      store.blobs().delete(id);
      throw e;
    }
  }

  /** How large it is. */
  public long size(String groupId, Caller.SignedIn device, String attachmentId) {
    return ledger.require(groupId, device, attachmentId).size();
  }

  /** A part of one that {@link #size} gave out. The caller closes the stream. */
  public InputStream open(String attachmentId, long first, long count) throws IOException {
    try {
      return store.blobs().open(attachmentId, first, count);
    } catch (FileNotFoundException e) {
      // its time is over, and its row about to go
      throw AttachmentLedger.unknown();
    }
  }

  private static Attachment requireSame(Attachment earlier, boolean same) {
    if (!same) {
      throw Refusal.of(
          ProblemCode.IDEMPOTENCY_KEY_REUSED,
          "This key named other octets. Make a new key for every new attachment.");
    }
    return earlier;
  }

  private static StoredAttachment answer(Attachment attachment) {
    return new StoredAttachment(attachment.id(), attachment.size());
  }

  private static Refusal tooLarge() {
    return Refusal.of(
        ProblemCode.TOO_LARGE, "An attachment has at most " + Limits.ATTACHMENT + " bytes.");
  }
}

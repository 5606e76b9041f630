package eu.paravent.server.attachments.control;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.attachments.Upload;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;

/**
 * Attachments in pieces. The octets are in the blob store before the row says so: after a crash the
 * client asks how far it is, and goes on from there.
 */
@ApplicationScoped
public class Uploads {
  @Inject UploadLedger ledger;
  @Inject ChosenStore store;

  public Upload state(String groupId, Caller.SignedIn device, String uploadId) throws IOException {
    long size = ledger.require(groupId, device, uploadId);
    return new Upload(uploadId, size, store.blobs().received(uploadId), false);
  }

  /** Takes a piece in; with the last one it is an attachment. */
  public Upload append(
      String groupId, Caller.SignedIn device, String uploadId, long offset, InputStream piece)
      throws IOException {
    long size = ledger.require(groupId, device, uploadId);
    long received = store.blobs().received(uploadId);
    if (received < size) {
      received = take(uploadId, offset, new Bounded(piece, Limits.ATTACHMENT), size);
    } else if (offset != received) {
      throw conflict(received);
    }
    if (received < size) {
      return new Upload(uploadId, size, received, false);
    }
    store.blobs().complete(uploadId);
    ledger.complete(groupId, device, uploadId);
    return new Upload(uploadId, size, size, true);
  }

  private long take(String uploadId, long offset, InputStream piece, long size) throws IOException {
    try {
      return store.blobs().append(uploadId, offset, piece, size);
    } catch (BlobStore.OutOfStepException e) {
      throw conflict(store.blobs().received(uploadId));
    } catch (BlobStore.NoRoomException e) {
      throw ChosenStore.noRoom(e);
    } catch (BlobStore.TooLargeException e) {
      throw Refusal.of(
          ProblemCode.TOO_LARGE,
          "A piece has at most " + Limits.ATTACHMENT + " bytes, and ends with the whole.");
    }
  }

  /** Gives it up; the row first, so that nobody completes what is being deleted. */
  public void cancel(String groupId, Caller.SignedIn device, String uploadId) throws IOException {
    if (ledger.cancel(groupId, device, uploadId)) {
      store.blobs().delete(uploadId);
    }
  }

  private static Refusal conflict(long received) {
    return Refusal.of(
        ProblemCode.UPLOAD_OFFSET_CONFLICT,
        "The server has "
            + received
            + " octets. Ask how far the upload is, and go on from there, with one piece at a time.");
  }
}

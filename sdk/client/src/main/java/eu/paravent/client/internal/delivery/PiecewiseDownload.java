package eu.paravent.client.internal.delivery;

import eu.paravent.client.RefusedException;
import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.internal.delivery.Http.Call;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import java.io.ByteArrayOutputStream;

/**
 * One ciphertext on its way here in pieces: a cut costs the piece that it hit, which is asked for
 * again. Nothing is believed of it; who asked has the hash of the whole.
 */
final class PiecewiseDownload {
  /** As uploads have them. */
  static final int PIECE = PiecewiseUpload.PIECE;

  private static final int ATTEMPTS = 6;
  private static final long PAUSE_MILLIS = 200;

  private final SignIn session;
  private final String groupId;
  private final String attachmentId;

  PiecewiseDownload(SignIn session, String groupId, String attachmentId) {
    this.session = session;
    this.groupId = groupId;
    this.attachmentId = attachmentId;
  }

  /**
   * @param size by the word of who uploaded it; what is shorter or longer shows by its hash
   */
  byte[] run(long size) {
    // grows with what comes: a size is easily said
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    long most = Math.min(size, Limits.UPLOAD);
    for (long from = 0; from < most; from += PIECE) {
      long to = Math.min(from + PIECE, most) - 1;
      byte[] piece;
      try {
        piece = piece(from, to);
      } catch (RefusedException e) {
        if (e.code().equals(ProblemCode.RANGE_NOT_SATISFIABLE.code())) {
          return all.toByteArray();
        }
        throw e;
      }
      all.write(piece, 0, piece.length); // what the browser has too
      if (piece.length != to - from + 1) {
        // all of it, from a server that knows no ranges; or less than was said
        return all.toByteArray();
      }
    }
    return all.toByteArray();
  }

  private byte[] piece(long from, long to) {
    for (int attempt = 1; ; attempt++) {
      Call call =
          Call.of("GET", Paths.fill(Paths.GROUP_ATTACHMENT, groupId, attachmentId))
              .header("Range", "bytes=" + from + "-" + to);
      try {
        return session.send(call);
      } catch (ServerUnavailableException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        pause(attempt, e);
      }
    }
  }

  private static void pause(int attempt, ServerUnavailableException why) {
    try {
      Thread.sleep(PAUSE_MILLIS << attempt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw why;
    }
  }
}

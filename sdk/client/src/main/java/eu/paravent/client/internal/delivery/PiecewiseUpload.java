package eu.paravent.client.internal.delivery;

import eu.paravent.client.RefusedException;
import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.internal.delivery.Http.Call;
import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.attachments.Upload;
import eu.paravent.protocol.attachments.UploadCreation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * One ciphertext on its way in pieces. Keeps nothing of its own: the server says how far it is, and
 * the key under which it began finds it again after a cut, also in another process. So the next
 * attempt with the same key sends what is missing and no more.
 */
final class PiecewiseUpload {
  /** What one request carries; object stores behind servers work in parts of this size. */
  static final int PIECE = 5 << 20;

  /** Uploads that the server gave up, one after the other, before that is no accident any more. */
  private static final int BEGINNINGS_MOST = 8;

  /** Answers that do not fit to what was sent. */
  private static final int CONFLICTS_MOST = 8;

  private final SignIn session;
  private final String groupId;
  private final byte[] ciphertext;
  private final String key;

  PiecewiseUpload(SignIn session, String groupId, byte[] ciphertext, String key) {
    this.session = session;
    this.groupId = groupId;
    this.ciphertext = ciphertext;
    this.key = key;
  }

  /** The attachment's id on the server. */
  String run() {
    for (int beginning = 0; beginning < BEGINNINGS_MOST; beginning++) {
      String uploadId = begin(keyOf(beginning));
      try {
        finish(uploadId, state(uploadId));
        return uploadId;
      } catch (RefusedException e) {
        if (!is(e, ProblemCode.UPLOAD_UNKNOWN)) {
          throw e;
        }
      }
      // it is complete, and the answer was lost; or it took too long, and has to begin again
      if (stored(uploadId)) {
        return uploadId;
      }
    }
    throw new ServerUnavailableException(
        "The server gave up " + BEGINNINGS_MOST + " uploads of one file", null);
  }

  private String begin(String beginningKey) {
    Call call =
        Call.of("POST", Paths.fill(Paths.UPLOADS, groupId))
            .json(new UploadCreation(ciphertext.length))
            .idempotent(beginningKey);
    return Http.read(call, Upload.class, session.send(call)).uploadId();
  }

  private long state(String uploadId) {
    return offset(Call.of("GET", address(uploadId)));
  }

  private void finish(String uploadId, long from) {
    int conflicts = 0;
    for (long offset = from; offset < ciphertext.length; ) {
      int end = (int) Math.min(ciphertext.length, offset + PIECE);
      Call call =
          Call.of("PATCH", address(uploadId))
              .header(Headers.UPLOAD_OFFSET, String.valueOf(offset))
              .body(Headers.OCTETS, Arrays.copyOfRange(ciphertext, (int) offset, end));
      try {
        offset = offset(call);
      } catch (RefusedException e) {
        if (!is(e, ProblemCode.UPLOAD_OFFSET_CONFLICT) || ++conflicts > CONFLICTS_MOST) {
          throw e;
        }
        // an earlier attempt arrived after all
        offset = state(uploadId);
      }
    }
  }

  private long offset(Call call) {
    Upload upload = Http.read(call, Upload.class, session.send(call));
    if (upload.offset() < 0 || upload.offset() > ciphertext.length) {
      throw new ServerUnavailableException(
          "The answer to " + call.method + " " + call.path() + " does not fit the file", null);
    }
    return upload.offset();
  }

  private boolean stored(String uploadId) {
    try {
      session.send(
          Call.of("GET", Paths.fill(Paths.GROUP_ATTACHMENT, groupId, uploadId))
              .header(Headers.RANGE, "bytes=0-0"));
      return true;
    } catch (RefusedException e) {
      if (is(e, ProblemCode.ATTACHMENT_UNKNOWN)) {
        return false;
      }
      throw e;
    }
  }

  private String address(String uploadId) {
    return Paths.fill(Paths.UPLOAD, groupId, uploadId);
  }

  /** The server remembers what it answered to a key, so each beginning has one of its own. */
  private String keyOf(int beginning) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(("upload " + beginning + " " + key).getBytes(StandardCharsets.UTF_8));
      return Base64Url.encode(Arrays.copyOf(hash, Limits.ID_BYTES_LEAST));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing in this Java runtime", e);
    }
  }

  private static boolean is(RefusedException e, ProblemCode code) {
    return e.code().equals(code.code());
  }
}

package eu.paravent.server.attachments.control.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a blob is that comes in pieces, as one small object beside it. It is replaced in one step
 * after what it speaks of is stored: a crash in between leaves the state of before.
 *
 * @param uploadId of the store's multipart upload
 * @param partSize of every part but the last
 * @param tail name of the object with what is no whole part yet; empty where nothing is
 * @param etags of the parts that are stored
 */
record PieceState(String uploadId, long partSize, String tail, long tailSize, List<String> etags) {
  private static final String VERSION = "1";
  private static final int HEADER = 5;

  PieceState {
    etags = List.copyOf(etags);
  }

  static PieceState begun(String uploadId, long partSize) {
    return new PieceState(uploadId, partSize, "", 0, List.of());
  }

  long received() {
    return partSize * etags.size() + tailSize;
  }

  PieceState with(List<String> newEtags, String newTail, long newTailSize) {
    return new PieceState(uploadId, partSize, newTail, newTailSize, newEtags);
  }

  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(VERSION);
    lines.add(uploadId);
    lines.add(String.valueOf(partSize));
    lines.add(tail);
    lines.add(String.valueOf(tailSize));
    lines.addAll(etags);
    return String.join("\n", lines);
  }

  static PieceState read(String text) throws IOException {
    List<String> lines = List.of(text.split("\n", -1));
    if (lines.size() < HEADER || !lines.get(0).equals(VERSION)) {
      throw new IOException("What an upload's state says is not understood");
    }
    try {
      return new PieceState(
          lines.get(1),
          Long.parseLong(lines.get(2)),
          lines.get(3),
          Long.parseLong(lines.get(4)),
          lines.subList(HEADER, lines.size()));
    } catch (NumberFormatException e) {
      throw new IOException("What an upload's state says is not understood", e);
    }
  }
}

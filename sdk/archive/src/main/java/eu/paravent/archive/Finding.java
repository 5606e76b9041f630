package eu.paravent.archive;

/**
 * Something that is not as it was written.
 *
 * @param line its number, from 0; -1 where it is not about one
 */
public record Finding(Kind kind, long line, String detail) {
  /** What is wrong. */
  public enum Kind {
    /** It says something else than when it was signed, or was not signed by the archivist. */
    CHANGED,
    /** It is not there any more. */
    MISSING,
    /** It stands elsewhere than it was written. */
    REORDERED
  }
}

package eu.paravent.server.attachments.control.s3;

import java.io.IOException;

/** The store answered, and said no. */
final class S3Exception extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  /**
   * @param code the store's word for it; empty where it has none
   */
  S3Exception(String operation, int status, String code) {
    super("The object store answered " + status + " " + code + " to " + operation);
    this.status = status;
    this.code = code;
  }

  boolean missing() {
    return status == 404;
  }

  boolean is(String otherCode) {
    return code.equals(otherCode);
  }

  /** Busy, or failing: the same request may well work in a moment. */
  boolean passing() {
    return status >= 500 || status == 429;
  }
}

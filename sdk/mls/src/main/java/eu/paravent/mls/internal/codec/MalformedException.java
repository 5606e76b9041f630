package eu.paravent.mls.internal.codec;

import eu.paravent.mls.MlsException;

/** Bytes that are not the TLS presentation (RFC 9420 §2.1) of what was expected. */
public final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedException(String message) {
    super(message);
  }

  public MlsException toMlsException(String what) {
    return new MlsException(
        MlsException.Reason.MALFORMED, what + " is malformed: " + getMessage(), this);
  }
}

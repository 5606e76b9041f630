package eu.paravent.mls.internal.codec;

import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;

/** Bytes that are not the TLS presentation (RFC 9420 §2.1) of what was expected. */
public final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean unsupported;

  public MalformedException(String message) {
    this(message, false);
  }

  private MalformedException(String message, boolean unsupported) {
    super(message);
    this.unsupported = unsupported;
  }

  /** Perhaps well-formed, but of a kind that cannot be read without knowing it. */
  public static MalformedException unsupported(String message) {
    return new MalformedException(message, true);
  }

  public MlsException toMlsException(String what) {
    return unsupported
        ? new MlsException(Reason.UNSUPPORTED, what + " is not supported: " + getMessage(), this)
        : new MlsException(Reason.MALFORMED, what + " is malformed: " + getMessage(), this);
  }
}

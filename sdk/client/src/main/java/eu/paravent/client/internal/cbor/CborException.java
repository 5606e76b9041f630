package eu.paravent.client.internal.cbor;

/** Bytes that are not the CBOR that was expected. Names the place, never the content. */
public final class CborException extends Exception {
  private static final long serialVersionUID = 1L;

  public CborException(String message) {
    super(message);
  }

  public CborException(String message, Throwable cause) {
    super(message, cause);
  }
}

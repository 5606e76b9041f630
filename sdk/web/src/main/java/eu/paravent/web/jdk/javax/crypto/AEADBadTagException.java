package eu.paravent.web.jdk.javax.crypto;

/** {@code javax.crypto.AEADBadTagException}. */
public class AEADBadTagException extends BadPaddingException {
  private static final long serialVersionUID = 1L;

  public AEADBadTagException(String message) {
    super(message);
  }
}

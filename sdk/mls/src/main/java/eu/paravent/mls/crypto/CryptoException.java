package eu.paravent.mls.crypto;

/** A ciphertext that does not open, or a public key that is none. Says nothing about secrets. */
public final class CryptoException extends Exception {
  private static final long serialVersionUID = 1L;

  public CryptoException(String message) {
    super(message);
  }
}

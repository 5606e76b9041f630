package eu.paravent.mls;

import java.util.function.Supplier;

/**
 * What the sender of a message signed, for who has to show it to others later: {@code
 * SignWithLabel(., "FramedContentTBS", toBeSigned)} of RFC 9420 §5.1.2 and §6.1 verifies with the
 * signature key of the sender's leaf. It holds the plaintext. Immutable.
 */
public final class SignedContent {
  private final Supplier<byte[]> toBeSigned;
  private final byte[] signature;

  /**
   * @param toBeSigned asked when it is needed: few want it
   */
  public SignedContent(Supplier<byte[]> toBeSigned, byte[] signature) {
    this.toBeSigned = toBeSigned;
    this.signature = signature.clone();
  }

  /** FramedContentTBS, the group context of the message's epoch included. */
  public byte[] toBeSigned() {
    return toBeSigned.get();
  }

  public byte[] signature() {
    return signature.clone();
  }

  @Override
  public String toString() {
    return "SignedContent";
  }
}

package eu.paravent.client;

/** How those in a conversation agree on its keys. Fixed when the conversation is begun. */
public enum KeyAgreement {
  /** X25519. What is recorded today can be opened by a quantum computer of tomorrow. */
  CLASSICAL,
  /**
   * X25519 together with ML-KEM-768: what is recorded stays confidential unless both break, as the
   * BSI recommends (TR-02102). Signatures are not post-quantum: nobody can forge them afterwards.
   */
  HYBRID
}

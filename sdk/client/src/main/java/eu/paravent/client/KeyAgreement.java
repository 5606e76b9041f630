package eu.paravent.client;

/** How those in a conversation agree on its keys. Fixed when the conversation is begun. */
public enum KeyAgreement {
  /** X25519. What is recorded today can be opened by a quantum computer of tomorrow. */
  CLASSICAL,
  /**
   * X25519 together with ML-KEM-768: what is recorded stays confidential unless both break, as the
   * BSI recommends (TR-02102). Signatures are not post-quantum: nobody can forge them afterwards.
   */
  HYBRID,
  /**
   * P-256 together with ML-KEM-768, for organisations that may use curves of the NIST only. Who is
   * to take part needs a device whose host chose it too, or comes as a guest; a conversation is
   * never begun otherwise because somebody has none. Sealed with it are the conversations; history
   * between devices of a person and archives are sealed as in {@link #HYBRID}.
   */
  HYBRID_NIST
}

package eu.paravent.client.internal.keys;

/**
 * Which root certificate is an organisation's: pinned on first contact, the own one from the start.
 * Thread-safe.
 */
@FunctionalInterface
public interface TrustedRoots {
  /**
   * Whether this is the root of that organisation, as far as is known. Where nothing is known yet,
   * it may be pinned by this call.
   *
   * @param root DER
   */
  boolean accepts(String organisation, byte[] root);
}

package eu.paravent.mls.credential;

import java.util.List;

/**
 * Who a member says it is (RFC 9420 §5.3). Only the {@link AuthenticationService} can tell whether
 * that is true.
 */
public sealed interface Credential {
  /** RFC 9420 §5.3: a bare identity. */
  record Basic(byte[] identity) implements Credential {}

  /** RFC 9420 §5.3: a chain of DER certificates, end-entity first. */
  record X509(List<byte[]> chain) implements Credential {}

  /** A type this library does not know; {@code content} is carried byte-exact, prefix excluded. */
  record Unknown(int type, byte[] content) implements Credential {}
}

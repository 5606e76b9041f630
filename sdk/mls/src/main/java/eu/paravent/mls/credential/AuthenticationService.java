package eu.paravent.mls.credential;

import eu.paravent.mls.Extensions;

/**
 * Decides whether a credential vouches for a signature key (RFC 9420 §5.3.1, RFC 9750 §4). Called
 * for every leaf of a tree at a join, for every key package added and for every leaf that changes.
 * Implementations are thread-safe and must not call back into the group.
 */
public interface AuthenticationService {
  /**
   * Returns normally where the credential is acceptable; the message of the exception says, with
   * public ids only, why it is not.
   */
  void validate(Presented presented) throws CredentialException;

  /**
   * Whether {@code successor} is the same client as {@code predecessor} in the application's eyes:
   * asked for Update proposals, commits with a new credential and the re-joins of RFC 9420
   * §12.4.3.2.
   */
  boolean sameClient(Credential predecessor, Credential successor);

  /**
   * @param signatureKey raw public key as in the leaf node
   * @param groupContext the extensions of the group context that the leaf is checked against: of
   *     this epoch, before the commit that brings it
   * @param occasion why it is asked
   */
  record Presented(
      Credential credential,
      byte[] signatureKey,
      byte[] groupId,
      Extensions groupContext,
      Occasion occasion) {}

  enum Occasion {
    /** The leaf is already in the tree that this client joins. */
    EXISTING_MEMBER,
    /** The leaf is being added by a member (Add proposal), or its key package is about to be. */
    ADDED,
    /** The leaf joins by itself (external commit). */
    EXTERNAL_JOIN,
    /** The member replaced its own leaf. */
    UPDATED,
    /** An external sender or new_member_proposal signer that has no leaf. */
    EXTERNAL_SENDER
  }

  final class CredentialException extends Exception {
    private static final long serialVersionUID = 1L;

    public CredentialException(String message) {
      super(message);
    }

    public CredentialException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}

package eu.paravent.mls;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A verdict on what came from outside (a message, a key package, a group info) or on a request the
 * group's rules forbid. Nothing has changed when it is thrown. The message names public ids only,
 * never secrets.
 */
public final class MlsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public MlsException(Reason reason, String message) {
    this(reason, message, null);
  }

  public MlsException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Never null: for the caller to pass on; names public ids only. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  public Reason reason() {
    return reason;
  }

  /** What a caller decides by. */
  public enum Reason {
    /** The bytes are not a well-formed MLS structure. */
    MALFORMED,
    /**
     * Well-formed, but of a version, suite, wire format or type that this client does not support.
     */
    UNSUPPORTED,
    /** For another group. */
    WRONG_GROUP,
    /** For an epoch whose keys are gone. */
    EPOCH_TOO_OLD,
    /** For an epoch this client has not reached: process the commits before it first. */
    EPOCH_IN_FUTURE,
    /**
     * A genuine message or commit of this client's own leaf that the stored state did not make: the
     * state is an older copy. Its keys were used by a newer one; send nothing with it any more.
     */
    STATE_OUTDATED,
    /** Seen before (or its key was already used and deleted). */
    REPLAYED,
    /** Too many messages of this sender were skipped to derive the key. */
    TOO_FAR_AHEAD,
    /** A signature, tag or ciphertext does not verify. */
    NOT_AUTHENTIC,
    /** The authentication service refused a credential. */
    CREDENTIAL_REJECTED,
    /** A rule of RFC 9420 is broken (tree, proposal list, capabilities, lifetime, uniqueness). */
    RULE_VIOLATION,
    /** The group policy refused a change. */
    POLICY_VIOLATION,
    /** A Welcome or key package that none of this client's stored keys fits. */
    NOT_FOR_THIS_CLIENT,
    /** A pre-shared key that is not stored here. */
    UNKNOWN_PSK,
    /**
     * The group is in a state that does not allow the call (a commit is pending; this client was
     * removed).
     */
    WRONG_STATE
  }
}

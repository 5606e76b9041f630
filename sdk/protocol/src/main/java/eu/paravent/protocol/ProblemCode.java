package eu.paravent.protocol;

import java.util.Locale;
import java.util.Optional;

/**
 * Every reason for which the server refuses. The {@link #code} is stable for ever; status and title
 * belong to it.
 */
public enum ProblemCode {
  MALFORMED_REQUEST(400, "The request cannot be read"),
  INVALID_VALUE(422, "A value of the request is not allowed"),
  TOO_LARGE(413, "The request is larger than the server accepts"),
  IDEMPOTENCY_KEY_REUSED(422, "The idempotency key named another request before"),
  NOT_FOUND(404, "There is nothing at this address"),
  VERSION_UNSUPPORTED(404, "This server does not speak that version of the protocol"),
  METHOD_NOT_ALLOWED(405, "This address does not know that method"),
  UNSUPPORTED_MEDIA_TYPE(415, "This media type is not accepted here"),
  NOT_ACCEPTABLE(406, "No representation fits the Accept header"),
  INTERNAL_ERROR(500, "The server failed; the operator's log has the details"),
  RATE_LIMITED(429, "Too many requests in a short time; wait"),
  UNAVAILABLE(503, "The server cannot answer right now; try again"),

  NOT_SIGNED_IN(401, "Sign in first: the access token is missing, unknown or expired"),
  ASSERTION_REFUSED(401, "The sign-in assertion was refused"),
  ASSERTION_REPLAYED(401, "The sign-in assertion was used before"),
  CERTIFICATE_REFUSED(403, "The certificate is not acceptable"),
  FORBIDDEN(403, "This device may not do that"),

  REGISTRATION_CLOSED(
      403, "This server registers organisations only with the operator's registration token"),
  ORGANISATION_UNKNOWN(404, "No such organisation on this server"),
  ORGANISATION_ROOT_DIFFERS(409, "The organisation is registered with another root certificate"),

  REVOCATION_LIST_UNKNOWN(404, "The organisation has no revocation list on this server"),
  REVOCATION_LIST_REFUSED(422, "The revocation list is not acceptable"),
  REVOCATION_LIST_OUTDATED(409, "The server has a newer revocation list"),

  PROFILE_UNKNOWN(404, "The organisation has no profile on this server"),
  PROFILE_REFUSED(422, "The organisation's profile is not acceptable"),
  PROFILE_OUTDATED(409, "The server has a newer profile of the organisation"),
  RECEIPT_REFUSED(422, "The receipt is not acceptable"),
  NOTICE_NOT_ACCEPTED(403, "The organisation's current privacy notice comes first"),

  DOCUMENT_UNKNOWN(404, "The server makes no such document"),
  CASE_UNKNOWN(404, "No such case of this organisation"),
  CASE_CLOSED(409, "The case is closed"),
  ERASURE_RESTRICTED(409, "A restriction of this person's data is under way"),

  USER_UNKNOWN(404, "No device of this user has signed in yet"),
  KEY_PACKAGE_REFUSED(422, "A key package is malformed, expired or not this device's"),
  KEY_PACKAGES_EXHAUSTED(409, "A device of this user has no key package left"),

  GROUP_EXISTS(409, "A group with this id exists"),
  NOT_A_MEMBER(403, "This device is not a member of the group"),
  LOG_DELETED(410, "These entries of the log are deleted"),
  EPOCH_CONFLICT(409, "The group is in another epoch"),
  COMMIT_REFUSED(422, "No honest member could apply this commit"),
  MESSAGE_REFUSED(422, "The message is not one the group can take"),
  CIPHER_SUITE_REFUSED(422, "This server takes no new group of that cipher suite"),
  RETENTION_TOO_SHORT(422, "The organisation of an owner keeps such conversations longer"),

  INVITE_UNKNOWN(404, "No such invite"),
  INVITE_EXISTS(409, "An invite with this id exists"),
  INVITE_EXPIRED(410, "The invite has expired"),
  INVITE_REVOKED(410, "The invite was revoked"),
  INVITE_USED_UP(410, "The invite has been used up"),

  JOIN_REQUEST_UNKNOWN(404, "This guest has asked for nothing, or too long ago"),
  JOIN_REQUEST_REFUSED(422, "Nobody can be asked to let this guest in"),
  JOIN_REQUESTS_EXHAUSTED(409, "Too many guests of this invite wait already"),

  ATTACHMENT_UNKNOWN(404, "No such attachment in this group"),
  RANGE_NOT_SATISFIABLE(416, "The attachment is shorter than the range that was asked for"),
  QUOTA_EXCEEDED(403, "The organisation's storage on this server is used up"),
  UPLOAD_UNKNOWN(404, "No such upload of this device in this group"),
  UPLOAD_OFFSET_CONFLICT(409, "The piece does not begin where the last one ended"),

  WAKE_UP_UNKNOWN(404, "The server does not wake this device"),
  WAKE_UP_REFUSED(422, "The server does not knock there");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** Empty for a code that a newer server has and this version does not. */
  public static Optional<ProblemCode> find(String code) {
    for (ProblemCode candidate : values()) {
      if (candidate.code().equals(code)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}

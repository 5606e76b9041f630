package eu.paravent.protocol;

/** Names of headers and media types. */
public final class Headers {
  /**
   * On every write: base64url of 16 to 32 random bytes; the same key answers with the first
   * outcome.
   */
  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  /** Allows the registration of an organisation; the operator hands the value out. */
  public static final String REGISTRATION_TOKEN = "Paravent-Registration-Token";

  /** Where the piece of an upload begins in the whole. */
  public static final String UPLOAD_OFFSET = "Upload-Offset";

  /** Parts of an attachment (RFC 9110 §14). */
  public static final String RANGE = "Range", CONTENT_RANGE = "Content-Range";

  /** The version of an answer, and the one that is known already (RFC 9110 §8.8.3, §13.1.2). */
  public static final String ETAG = "ETag", IF_NONE_MATCH = "If-None-Match";

  /** {@code wait=<seconds>}: answer when there is news (RFC 7240 §4.3). */
  public static final String PREFER = "Prefer";

  /** With 429 and 503: seconds until it makes sense to ask again (RFC 9110 §10.2.3). */
  public static final String RETRY_AFTER = "Retry-After";

  public static final String JSON = "application/json";
  public static final String PROBLEM_JSON = "application/problem+json";
  public static final String FORM = "application/x-www-form-urlencoded";
  public static final String OCTETS = "application/octet-stream";

  private Headers() {}
}

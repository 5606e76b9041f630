package eu.paravent.protocol;

import java.time.Duration;

/** What the server accepts. Sizes in bytes of the decoded value. */
public final class Limits {
  /** One MLSMessage sent to a group: message, proposal, commit, welcome or group info. */
  public static final int MESSAGE = 4 << 20;

  /** One MLSMessage that is not stored. */
  public static final int SIGNAL = 4 << 10;

  /** The longest that a request for news may wait for some. */
  public static final Duration LONG_POLL = Duration.ofSeconds(60);

  /** The text of one JSON request or response. */
  public static final int JSON = 16 << 20;

  /** One encrypted attachment in one request, and one piece of an upload. */
  public static final long ATTACHMENT = 64L << 20;

  /** One encrypted attachment that comes in pieces. */
  public static final long UPLOAD = 1L << 30;

  /** After this an upload that is not complete is given up. */
  public static final Duration UPLOAD_LIFETIME = Duration.ofDays(1);

  /** Characters of a wake-up endpoint; and how long it holds unless it is registered again. */
  public static final int WAKE_UP_ENDPOINT = 2_000;

  public static final Duration WAKE_UP_LIFETIME = Duration.ofDays(90);

  /** Certificates in one chain, and the size of each. */
  public static final int CHAIN = 4, CERTIFICATE = 16 << 10;

  /** A revocation list: some 25,000 entries. */
  public static final int REVOCATION_LIST = 1 << 20;

  /** A signed organisation profile, and a signed receipt; receipts kept for a device. */
  public static final int PROFILE = 128 << 10, RECEIPT = 64 << 10, RECEIPTS_PER_DEVICE = 200;

  /** Key packages in one upload, and unclaimed ones kept for a device. */
  public static final int KEY_PACKAGES_PER_UPLOAD = 100, KEY_PACKAGES_PER_DEVICE = 500;

  /**
   * Log entries, or items of a list, in one page: the most; and the number of log entries where
   * none is asked for. Of other lists it is the most.
   */
  public static final int PAGE_MOST = 500, PAGE_DEFAULT = 100;

  /** A sealed lobby card. */
  public static final int LOBBY_CARD = 16 << 10;

  /** Guests on one invite. */
  public static final int INVITE_USES = 100;

  /** Guests of one invite that wait to be let in, and the size of a sealed name. */
  public static final int JOIN_REQUESTS = 50, SEALED_NAME = 1 << 10;

  /** How long a guest waits to be let in, unless its invite ends before. */
  public static final Duration JOIN_REQUEST_LIFETIME = Duration.ofDays(14);

  /** The longest an invite may live. */
  public static final Duration INVITE_LIFETIME = Duration.ofDays(365);

  /** The longest lifetime of a sign-in assertion, and the clock difference that is forgiven. */
  public static final Duration ASSERTION_LIFETIME = Duration.ofMinutes(5),
      CLOCK_SKEW = Duration.ofMinutes(2);

  /** Lifetime of an access token. */
  public static final Duration TOKEN_LIFETIME = Duration.ofMinutes(30);

  /**
   * An id that a client chooses (group id, invite id, idempotency key): base64url without padding,
   * 16 to 32 bytes.
   */
  public static final int ID_BYTES_LEAST = 16, ID_BYTES_MOST = 32;

  /** How long the answer to a write is kept for the same write sent again. */
  public static final Duration ANSWER_RETENTION = Duration.ofDays(30);

  /**
   * How long a server keeps ciphertext that not every device has: within these bounds the operator
   * decides, and {@link #RETENTION} is what happens where nobody does.
   */
  public static final Duration RETENTION_LEAST = Duration.ofDays(1),
      RETENTION_MOST = Duration.ofDays(3650),
      RETENTION = Duration.ofDays(90);

  private Limits() {}
}

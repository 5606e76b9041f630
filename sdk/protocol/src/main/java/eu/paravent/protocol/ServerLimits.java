package eu.paravent.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Answer to {@code GET} {@link Paths#LIMITS}: what this server accepts and how long it keeps it.
 * Sizes in bytes, times in seconds. A limit that a version does not have is not in its answer.
 *
 * @param message one MLSMessage sent to a group
 * @param json the text of one JSON request
 * @param attachment one encrypted attachment
 * @param chainCertificates in one chain
 * @param page most log entries, or items of a list, in one answer
 * @param inviteUses guests on one invite
 * @param assertionLifetime longest lifetime of a sign-in assertion
 * @param clockSkew difference between clocks that is forgiven
 * @param tokenLifetime of an access token, unless its certificate ends before
 * @param answerRetention how long the answer to a write is kept under its idempotency key
 * @param messageRetention log entries and welcomes that not every device has are deleted after
 *     this; what every device has goes before
 * @param attachmentRetention attachments are deleted after this
 * @param revocationList the certificate list of an organisation
 * @param signal one MLSMessage that is not stored
 * @param longPoll the longest that a request for news waits
 * @param upload one encrypted attachment that comes in pieces, each as large as an attachment at
 *     most
 * @param uploadLifetime after this an upload that is not complete is given up
 * @param attachmentQuota what the attachments of one organisation take together
 * @param rates how many requests it takes in a minute; empty where it does not count
 * @param cipherSuites in which new groups may be founded, by their numbers, the one to be preferred
 *     first; groups of others go on
 */
public record ServerLimits(
    int message,
    int json,
    long attachment,
    int chainCertificates,
    int certificate,
    int keyPackagesPerUpload,
    int keyPackagesPerDevice,
    int page,
    int lobbyCard,
    int inviteUses,
    long inviteLifetime,
    long assertionLifetime,
    long clockSkew,
    long tokenLifetime,
    long answerRetention,
    Optional<Long> messageRetention,
    Optional<Long> attachmentRetention,
    Optional<Integer> revocationList,
    Optional<Integer> signal,
    Optional<Long> longPoll,
    Optional<Long> upload,
    Optional<Long> uploadLifetime,
    Optional<Long> attachmentQuota,
    Optional<ServerRates> rates,
    Optional<List<Integer>> cipherSuites) {
  /** Those of {@link Limits}, with what the operator decides. */
  public static ServerLimits ofThisVersion(
      Duration messages,
      Duration attachments,
      Optional<Long> quota,
      Optional<ServerRates> rates,
      List<Integer> cipherSuites) {
    return new ServerLimits(
        Limits.MESSAGE,
        Limits.JSON,
        Limits.ATTACHMENT,
        Limits.CHAIN,
        Limits.CERTIFICATE,
        Limits.KEY_PACKAGES_PER_UPLOAD,
        Limits.KEY_PACKAGES_PER_DEVICE,
        Limits.PAGE_MOST,
        Limits.LOBBY_CARD,
        Limits.INVITE_USES,
        Limits.INVITE_LIFETIME.toSeconds(),
        Limits.ASSERTION_LIFETIME.toSeconds(),
        Limits.CLOCK_SKEW.toSeconds(),
        Limits.TOKEN_LIFETIME.toSeconds(),
        Limits.ANSWER_RETENTION.toSeconds(),
        Optional.of(messages.toSeconds()),
        Optional.of(attachments.toSeconds()),
        Optional.of(Limits.REVOCATION_LIST),
        Optional.of(Limits.SIGNAL),
        Optional.of(Limits.LONG_POLL.toSeconds()),
        Optional.of(Limits.UPLOAD),
        Optional.of(Limits.UPLOAD_LIFETIME.toSeconds()),
        quota,
        rates,
        Optional.of(List.copyOf(cipherSuites)));
  }
}

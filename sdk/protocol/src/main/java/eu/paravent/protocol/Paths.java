package eu.paravent.protocol;

/**
 * Where things are, below the server's base URL. Templates as in OpenAPI; {@link #fill} replaces
 * the variables, percent-encoded.
 */
public final class Paths {
  /** Which versions a server speaks; in no version, so that it is there in all of them. */
  public static final String VERSIONS = "/api";

  public static final String ROOT = "/api/v1";
  public static final String ORGANISATION = ROOT + "/organisations/{organisation}";
  public static final String USER_DEVICES = ORGANISATION + "/users/{user}/devices";
  public static final String USER_SESSIONS = ORGANISATION + "/users/{user}/sessions";
  public static final String ORGANISATION_USE = ORGANISATION + "/use";
  public static final String KEY_PACKAGE_CLAIMS = ORGANISATION + "/users/{user}/key-package-claims";
  public static final String REVOCATIONS = ORGANISATION + "/revocations";
  public static final String PROFILE = ORGANISATION + "/profile";
  public static final String RECEIPTS = ROOT + "/receipts";

  /** For data protection officers: see {@code docs/privacy.md}. */
  public static final String AUDIT = ORGANISATION + "/audit";

  public static final String AUDIT_KEYS = ROOT + "/audit-keys";
  public static final String PRIVACY = ORGANISATION + "/privacy";
  public static final String ORGANISATION_RECEIPTS = ORGANISATION + "/receipts";
  public static final String PUBLISHED_PROFILE = ORGANISATION + "/profiles/{version}";
  public static final String DOCUMENTS = ORGANISATION + "/documents";
  public static final String DOCUMENT = ORGANISATION + "/documents/{document}";
  public static final String INCIDENT = ORGANISATION + "/incident";
  public static final String CASES = ORGANISATION + "/cases";
  public static final String CASE = ORGANISATION + "/cases/{caseId}";
  public static final String CASE_CHANGES = ORGANISATION + "/cases/{caseId}/changes";
  public static final String CASE_ERASURE = ORGANISATION + "/cases/{caseId}/erasure";
  public static final String CASE_EXPORT = ORGANISATION + "/cases/{caseId}/export";

  /** What the server has about whoever asks. */
  public static final String OWN_DATA = ROOT + "/own-data";

  /** Where people ask for what they have a right to. */
  public static final String OWN_REQUESTS = OWN_DATA + "/requests";

  public static final String SESSIONS = ROOT + "/sessions";
  public static final String CURRENT_SESSION = ROOT + "/sessions/current";
  public static final String SESSION = ROOT + "/sessions/{sessionId}";
  public static final String KEY_PACKAGES = ROOT + "/key-packages";

  /**
   * Query parameter of key package stocks and claims: the MLS cipher suite, 1 where it is absent.
   */
  public static final String CIPHER_SUITE = "cipherSuite";

  /** Query parameter of key package claims: the URI of the one device that is asked for. */
  public static final String DEVICE = "device";

  /**
   * Query parameters of every list: what the last page said is next, and how many the caller wants
   * at most.
   */
  public static final String AFTER = "after", LIMIT = "limit";

  public static final String WELCOMES = ROOT + "/welcomes";
  public static final String WELCOME = ROOT + "/welcomes/{welcomeId}";
  public static final String GROUPS = ROOT + "/groups";
  public static final String GROUP_INFO = ROOT + "/groups/{groupId}/group-info";
  public static final String COMMITS = ROOT + "/groups/{groupId}/commits";
  public static final String MESSAGES = ROOT + "/groups/{groupId}/messages";
  public static final String SIGNALS = ROOT + "/groups/{groupId}/signals";
  public static final String LOG = ROOT + "/groups/{groupId}/log";
  public static final String CURSOR = ROOT + "/groups/{groupId}/cursor";
  public static final String GROUP_INVITE = ROOT + "/groups/{groupId}/invites/{inviteId}";
  public static final String GROUP_ATTACHMENTS = ROOT + "/groups/{groupId}/attachments";
  public static final String GROUP_ATTACHMENT =
      ROOT + "/groups/{groupId}/attachments/{attachmentId}";
  public static final String UPLOADS = ROOT + "/groups/{groupId}/uploads";
  public static final String UPLOAD = ROOT + "/groups/{groupId}/uploads/{uploadId}";
  public static final String JOIN_REQUESTS = ROOT + "/groups/{groupId}/join-requests";
  public static final String GROUP_JOIN_REQUEST =
      ROOT + "/groups/{groupId}/join-requests/{requestId}";
  public static final String JOIN_REQUEST = ROOT + "/join-request";
  public static final String INVITE = ROOT + "/invites/{inviteId}";
  public static final String LIMITS = ROOT + "/limits";
  public static final String WAKE_UP = ROOT + "/wake-up";
  public static final String PUSH = ROOT + "/push";

  /** The page behind a guest link; the fragment of the link never reaches the server. */
  public static final String GUEST_PAGE = "/g/{inviteId}";

  private Paths() {}

  /**
   * @throws IllegalArgumentException if the number of values is not the number of variables, or a
   *     value is empty, {@code .} or {@code ..}
   */
  public static String fill(String template, String... values) {
    StringBuilder out = new StringBuilder(template.length() + 64);
    int from = 0;
    for (String value : values) {
      int open = template.indexOf('{', from);
      if (open < 0) {
        throw new IllegalArgumentException("Too many values for " + template);
      }
      if (value.isEmpty() || value.equals(".") || value.equals("..")) {
        throw new IllegalArgumentException("Not a path segment: \"" + value + "\"");
      }
      out.append(template, from, open)
          .append(
              java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8)
                  .replace("+", "%20"));
      from = template.indexOf('}', open) + 1;
    }
    if (template.indexOf('{', from) >= 0) {
      throw new IllegalArgumentException("Too few values for " + template);
    }
    return out.append(template, from, template.length()).toString();
  }
}

package eu.paravent.client.internal.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Every space and every kind of stream that this client keeps something in, and for each whether a
 * backup holds it, or why not. A space that is not named here cannot be used: see {@link
 * DeclaredStore}. So whoever adds one decides, and nothing is forgotten.
 */
enum Space {
  CONVERSATION("conversation"),
  REFERENCE("reference"),
  NAME("name"),
  LOOK("look"),
  MESSAGE("message"),
  MESSAGES("messages/"),
  REACTIONS("reactions"),
  RECEIPTS("receipts"),
  ERASURE("erasure"),
  RESTRICTION("restriction"),
  VOTE("vote"),
  POLL_CLOSED("poll-closed"),
  PIN("pin"),
  PIN_COUNT("pin-count"),
  EXPIRY("expiry"),
  READ("read"),
  PREFERENCES("preferences"),
  SUITE("suite"),
  ROSTER("roster"),
  CHARTER("charter"),
  ROOT("root"),
  ROOT_CERTIFICATE("root-certificate"),
  VERIFIED("verified"),
  VERIFIED_ORGANISATION("verified-organisation"),
  STATUS_LIST("status-list"),
  SETTING("setting"),
  DEVICE_GONE("device-gone"),
  REQUEST_DECIDED("request-decided"),
  NOTICE_RECEIPTS("notice-receipts"),
  COMPANY_PROFILE("company-profile"),
  COMPANY_MINIMUM("company-minimum"),
  HOLE("hole"),

  CLIENT("client", "this device's key and certificate: the restored client is another device"),
  MLS("mls", "keys and ratchets: what was used once must not be used again"),
  OUTBOX("outbox/", "encrypted with old keys; what waited is shown as failed"),
  UPLOAD("upload", "goes with the outbox"),
  HANDOVER("handover", "on its way into the outbox"),
  RECEIPT_DUE("receipt-due", "what was about to be told to the others by the old device"),
  OWN("own", "recognises what the old device had sent"),
  COMMIT("commit", "a change that was under way, with old keys"),
  SIGNALS("signals", "counts what the old device's ratchet gave"),
  HASH("hash", "the log as the old device read it: the new one reads from where it comes in"),
  SEEN("seen", "goes with hash"),
  PEER("peer", "as hash: the others' counters begin anew for who comes in"),
  FRESH_FIRST("fresh-first", "the restored client has fresh keys everywhere"),
  REJOIN("rejoin", "the restored client is added to its conversations as another device"),
  RENEWAL("renewal", "of a certificate that is not in it"),
  REFRESH("refresh", "each device has its own times"),
  DEVICE("device", "asked of the server and the groups again"),
  STATUS_TOLD("status-told", "showing a list once more does no harm"),
  LATE("late", "who was to be removed is, by those who are in"),
  INVITE("invite", "holds the secrets of links; the invites themselves are in the groups"),
  REQUEST_SHOWN("request-shown", "showing a guest who waits once more does no harm"),
  REQUEST_FORGED("request-forged", "as request-shown"),
  REQUEST_GROUP("request-group", "read from the group when the client comes in"),
  JOIN_REQUEST("join-request", "a guest that waits with a key of its own"),
  SEARCH("search", "made from the messages when somebody searches"),
  RETENTION("retention", "only saves looking at what is gone already"),
  EVENTS("events", "what the host was told by the old client"),
  READER("reader", "places in the events"),
  HISTORY_ASKED("history-asked", "holds a key; the restored client asks again"),
  HISTORY_OPEN("history-open", "goes with history-asked"),
  HISTORY_LATE("history-late/", "goes with history-asked"),
  HISTORY_COMING("history-coming/", "holds keys of what was being fetched"),
  HISTORY_WANTED("history-wanted", "asked of the old device"),
  HISTORY_DECIDED("history-decided", "what the person said to requests of the old device"),
  OWN_DEVICES(
      "own-devices", "keys of what devices tell each other; the restored one makes its own"),
  RECORDS("records", "on their way to an archivist's journal, which has backups of its own");

  private static final Map<String, Space> BY_NAME = new HashMap<>();

  static {
    for (Space space : values()) {
      BY_NAME.put(space.title, space);
    }
  }

  private final String title;
  private final String leftOut;

  /** In a backup. */
  Space(String title) {
    this(title, "");
  }

  /**
   * Not in a backup.
   *
   * @param because what a restored client does without it
   */
  Space(String title, String because) {
    this.title = title;
    this.leftOut = because;
  }

  /** As the store knows it; a stream for each conversation ends with a slash. */
  String title() {
    return title;
  }

  boolean stream() {
    return this == MESSAGES
        || this == NOTICE_RECEIPTS
        || this == OUTBOX
        || this == EVENTS
        || this == HISTORY_LATE
        || this == HISTORY_COMING
        || this == RECORDS;
  }

  boolean backedUp() {
    return leftOut.isEmpty();
  }

  /** Why it is not in a backup; empty where it is. */
  Optional<String> leftOut() {
    return backedUp() ? Optional.empty() : Optional.of(leftOut);
  }

  /**
   * @param name of a space or a stream
   */
  static Optional<Space> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name.substring(0, name.indexOf('/') + 1)))
        .or(() -> Optional.ofNullable(BY_NAME.get(name)));
  }
}

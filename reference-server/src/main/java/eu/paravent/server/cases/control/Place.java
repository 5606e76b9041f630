package eu.paravent.server.cases.control;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where the server has rows about a person, in the order in which they can go. */
enum Place {
  SESSIONS("access_token", "device_id", How.ERASE),
  WAKE_UPS("wake_up", "device_id", How.ERASE),
  KEY_PACKAGES("key_package", "device_id", How.ERASE),
  WELCOMES("pending_welcome", "device_id", How.ERASE),
  JOIN_REQUESTS("join_request", "device_id", How.ERASE),
  ANSWERS("given_answer", "sender", How.ERASE),
  SUBMISSIONS("submission", "device_id", How.ERASE),
  /** Counted as long as the link is good: otherwise it would let one more in. */
  INVITE_USES("invite_use", "device_id", How.PARTLY),
  /** The others' devices take the person out of a conversation, by a commit; then it can go. */
  MEMBERSHIPS("membership", "device_id", How.PARTLY),
  UPLOADS("upload", "device_id", How.KEEP),
  ATTACHMENTS("attachment", "device_id", How.KEEP),
  RECEIPTS("notice_receipt", "device_uri", How.KEEP),
  CASES("privacy_case", "person", How.KEEP),
  DEVICES("device", "id", How.LAST);

  /** Whether all of it goes. */
  enum How {
    ERASE,
    PARTLY,
    KEEP,
    LAST
  }

  private final String table;
  private final String column;
  private final How how;

  Place(String table, String column, How how) {
    this.table = table;
    this.column = column;
    this.how = how;
  }

  static List<Place> inOrder() {
    return Arrays.asList(values());
  }

  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String table() {
    return table;
  }

  String column() {
    return column;
  }

  How how() {
    return how;
  }

  /** Why rows stay, or what they wait for; empty where they do not. */
  String reason() {
    return switch (this) {
      case INVITE_USES -> "invite-still-good";
      case MEMBERSHIPS -> "members-must-remove-the-device";
      case UPLOADS -> "given-up-after-a-day";
      case ATTACHMENTS -> "content-of-others-until-retention-ends";
      case RECEIPTS -> "proof-of-notice-and-consent";
      case CASES -> "proof-that-the-request-was-answered";
      case DEVICES -> "rows-that-are-kept-name-it";
      default -> "";
    };
  }
}

package eu.paravent.client.internal.delivery;

import eu.paravent.client.notice.NoticeReceipt;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.notices.Receipt;
import eu.paravent.protocol.notices.SignedReceipt;
import java.time.Instant;
import java.util.Locale;

/** What a person's device signs about a notice. */
public final class ReceiptJson {
  public static final String TYPE = SignedReceipt.TYPE;

  private ReceiptJson() {}

  /**
   * @param profileHash SHA-256 of the signed profile that was shown
   */
  public static byte[] write(
      NoticeReceipt.Kind kind,
      String organisation,
      String device,
      long noticeVersion,
      byte[] profileHash,
      String language,
      Instant at) {
    String written = kind.name().toLowerCase(Locale.ROOT);
    return Json.write(
        new Receipt(written, organisation, device, noticeVersion, profileHash, language, at));
  }
}

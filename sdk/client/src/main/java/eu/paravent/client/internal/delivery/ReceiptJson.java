package eu.paravent.client.internal.delivery;

import eu.paravent.client.notice.NoticeReceipt;
import eu.paravent.client.notice.PrivacyNotice;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.notices.Receipt;
import eu.paravent.protocol.notices.SignedReceipt;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

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
      PrivacyNotice notice,
      byte[] profileHash,
      String language,
      Instant at) {
    return Json.write(
        new Receipt(
            written(kind),
            organisation,
            device,
            notice.version(),
            profileHash,
            language,
            at,
            Optional.of(
                notice.purposes().stream()
                    .map(
                        purpose ->
                            new Receipt.Purpose(
                                language.equals("de") ? purpose.german() : purpose.english(),
                                ProfileJson.basis(purpose.basis())))
                    .toList())));
  }

  /**
   * About what an earlier one was about.
   *
   * @param before compact JWS, one's own
   */
  public static byte[] about(String before, NoticeReceipt.Kind kind, String device, Instant at) {
    Receipt was = Json.read(Receipt.class, Base64.getUrlDecoder().decode(before.split("\\.")[1]));
    return Json.write(
        new Receipt(
            written(kind),
            was.organisation(),
            device,
            was.noticeVersion(),
            was.profileHash(),
            was.language(),
            at,
            was.purposes()));
  }

  private static String written(NoticeReceipt.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}

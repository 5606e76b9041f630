package eu.paravent.web;

import com.grack.nanojson.JsonObject;
import eu.paravent.client.ChatClient;
import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.notice.CompanyProfile;
import eu.paravent.client.notice.NoticeReceipt;
import eu.paravent.client.notice.NoticeReceipt.Kind;
import eu.paravent.client.notice.PrivacyNotice;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Company profiles and receipts as the page gets them. */
final class ShownNotice {
  private ShownNotice() {}

  static JsonObject profile(CompanyProfile profile) {
    JsonObject shown = new JsonObject();
    shown.put("name", profile.name());
    shown.put("address", profile.address());
    shown.put("contact", profile.contact());
    shown.put("officer", profile.dataProtectionOfficer());
    shown.put("region", profile.region());
    shown.put("notice", notice(profile.notice()));
    return shown;
  }

  /** What this person was not shown yet; {@code null} where there is none. */
  static @Nullable JsonObject toShow(ChatClient client) {
    return client
        .noticeToShow()
        .map(
            profile -> {
              JsonObject shown = profile(profile);
              // staff takes note, whatever the notice stands on
              shown.put("asked", profile.notice().needsConsent() && client.self().guest());
              shown.put("first", client.noticeReceipts().isEmpty());
              return shown;
            })
        .orElse(null);
  }

  static boolean accept(ChatClient client, String language) {
    try {
      client.acceptNotice(language);
    } catch (ServerUnavailableException e) {
      // it is signed and kept, and brought as soon as the server is there
    }
    return true;
  }

  private static JsonObject notice(PrivacyNotice notice) {
    JsonObject shown = new JsonObject();
    shown.put("version", notice.version());
    shown.put("link", notice.link());
    shown.put("german", notice.german());
    shown.put("english", notice.english());
    shown.put("consent", notice.needsConsent());
    shown.put("purposes", Shown.array(notice.purposes(), ShownNotice::purpose));
    return shown;
  }

  private static JsonObject purpose(PrivacyNotice.Purpose purpose) {
    JsonObject shown = new JsonObject();
    shown.put("german", purpose.german());
    shown.put("english", purpose.english());
    shown.put("basis", written(purpose.basis()));
    return shown;
  }

  static JsonObject receipts(List<NoticeReceipt> receipts) {
    JsonObject shown = new JsonObject();
    shown.put("receipts", Shown.array(receipts, ShownNotice::receipt));
    return shown;
  }

  private static JsonObject receipt(NoticeReceipt receipt) {
    JsonObject shown = new JsonObject();
    shown.put("kind", written(receipt.kind()));
    shown.put("organisation", receipt.organisation());
    shown.put("noticeVersion", receipt.noticeVersion());
    shown.put("language", receipt.language());
    shown.put("at", receipt.at().toString());
    shown.put("signed", receipt.signed());
    return shown;
  }

  /** Whether there is a consent to be taken back. */
  static boolean consented(List<NoticeReceipt> receipts) {
    return !receipts.isEmpty() && receipts.get(receipts.size() - 1).kind() == Kind.CONSENTED;
  }

  private static String written(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

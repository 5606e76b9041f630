package eu.paravent.client.internal.engine;

import eu.paravent.client.RefusedException;
import eu.paravent.client.internal.delivery.ReceiptJson;
import eu.paravent.client.internal.keys.SigningKey;
import eu.paravent.client.internal.keys.Statement;
import eu.paravent.client.internal.notice.ProfileShown;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.notice.NoticeReceipt;
import eu.paravent.client.notice.NoticeReceipt.Kind;
import eu.paravent.client.notice.PrivacyNotice;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What this person did about privacy notices: signed and stored first, then told the server. */
final class Notices {
  private static final System.Logger LOG = System.getLogger(Notices.class.getName());
  private static final int VERSION = 1, PAGE = 200;
  private static final String STREAM = Space.NOTICE_RECEIPTS.title();

  private final Core core;

  Notices(Core core) {
    this.core = core;
  }

  private record Kept(boolean sent, NoticeReceipt receipt, byte[] profileHash) {
    byte[] row() {
      return new Row.Writer(VERSION)
          .flag(sent)
          .text(receipt.kind().name())
          .text(receipt.organisation())
          .number(receipt.noticeVersion())
          .text(receipt.language())
          .instant(receipt.at())
          .text(receipt.signed())
          .bytes(profileHash)
          .done();
    }

    static Kept read(byte[] row) {
      Row.Reader in = new Row.Reader(row, VERSION);
      boolean sent = in.flag();
      NoticeReceipt receipt =
          new NoticeReceipt(
              Kind.valueOf(in.text()), in.text(), in.number(), in.text(), in.instant(), in.text());
      return new Kept(sent, receipt, in.bytes());
    }
  }

  /** The oldest first. */
  List<NoticeReceipt> all() {
    return core.database.read(
        tx -> {
          List<NoticeReceipt> receipts = new ArrayList<>();
          entries(tx).forEach(entry -> receipts.add(Kept.read(entry.value()).receipt));
          return receipts;
        });
  }

  /** Notes that this profile was shown and the person goes on; once, however often it is called. */
  void taken(ProfileShown shown, String language) {
    // consent among unequals is worth little: staff takes note
    boolean asked = shown.profile().notice().needsConsent() && core.identity.user().guest();
    Kind kind = asked ? Kind.CONSENTED : Kind.NOTED;
    byte[] own = SigningKey.ofSeed(core.identity.certified().seed()).publicKey();
    core.database.write(
        tx -> {
          Optional<Kept> last = last(tx.store());
          boolean known =
              last.filter(kept -> kept.receipt.kind() == kind)
                  .filter(kept -> Arrays.equals(kept.profileHash, shown.hash()))
                  // another device's, from a backup, says nothing of this one
                  .filter(kept -> signedBy(own, kept.receipt))
                  .isPresent();
          if (!known) {
            PrivacyNotice notice = shown.profile().notice();
            NoticeReceipt made =
                sign(
                    kind,
                    shown.organisation(),
                    notice.version(),
                    language,
                    (device, at) ->
                        ReceiptJson.write(
                            kind,
                            shown.organisation(),
                            device,
                            notice,
                            shown.hash(),
                            language,
                            at));
            tx.store().append(STREAM, new Kept(false, made, shown.hash()).row());
          }
          return true;
        });
    send();
  }

  private static boolean signedBy(byte[] publicKey, NoticeReceipt receipt) {
    return Statement.verify(receipt.signed(), ReceiptJson.TYPE, publicKey).isPresent();
  }

  /** Notes that the person takes everything back; nothing where there is nothing to take back. */
  void withdraw() {
    core.database.write(
        tx -> {
          last(tx.store())
              .filter(kept -> kept.receipt.kind() != Kind.WITHDRAWN)
              .ifPresent(
                  kept -> {
                    NoticeReceipt was = kept.receipt;
                    NoticeReceipt made =
                        sign(
                            Kind.WITHDRAWN,
                            was.organisation(),
                            was.noticeVersion(),
                            was.language(),
                            (device, at) ->
                                ReceiptJson.about(was.signed(), Kind.WITHDRAWN, device, at));
                    tx.store().append(STREAM, new Kept(false, made, kept.profileHash).row());
                  });
          return true;
        });
    send();
  }

  /** By this device, now. */
  private NoticeReceipt sign(
      Kind kind,
      String organisation,
      long noticeVersion,
      String language,
      BiFunction<String, Instant, byte[]> content) {
    Identity.Stored me = core.identity.certified();
    Instant at = core.clock.instant().truncatedTo(ChronoUnit.MILLIS);
    try (SigningKey key = SigningKey.ofSeed(me.seed())) {
      String signed =
          Statement.sign(ReceiptJson.TYPE, content.apply(me.device(), at), key, me.chain());
      return new NoticeReceipt(kind, organisation, noticeVersion, language, at, signed);
    }
  }

  /** Whether nothing is to be shown any more; who withdrew is not asked again. */
  boolean covered(StoreTransaction tx, long noticeVersion) {
    return last(tx)
        .filter(
            kept ->
                kept.receipt.kind() == Kind.WITHDRAWN
                    || kept.receipt.noticeVersion() >= noticeVersion)
        .isPresent();
  }

  /** Tells the server what it has not heard yet, in order. */
  void send() {
    for (StoreTransaction.Entry entry : core.database.read(Notices::entries)) {
      Kept kept = Kept.read(entry.value());
      if (kept.sent) {
        continue;
      }
      try {
        core.server.leaveReceipt(kept.receipt.signed());
      } catch (RefusedException e) {
        // saying it again does not help; what needs it is refused by name
        LOG.log(System.Logger.Level.WARNING, "The server refused a receipt: " + e.getMessage());
      }
      core.database.write(
          tx -> {
            tx.store()
                .replace(
                    STREAM, entry.position(), new Kept(true, kept.receipt, kept.profileHash).row());
            return true;
          });
    }
  }

  private static Optional<Kept> last(StoreTransaction tx) {
    return tx.before(STREAM, Long.MAX_VALUE, 1).stream()
        .map(entry -> Kept.read(entry.value()))
        .findFirst();
  }

  private static List<StoreTransaction.Entry> entries(StoreTransaction tx) {
    return tx.after(STREAM, 0, PAGE);
  }
}

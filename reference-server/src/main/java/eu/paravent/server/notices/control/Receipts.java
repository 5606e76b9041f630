package eu.paravent.server.notices.control;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.notices.Receipt;
import eu.paravent.protocol.notices.ReceiptList;
import eu.paravent.protocol.notices.SignedReceipt;
import eu.paravent.server.devices.control.ChainCheck;
import eu.paravent.server.identity.control.CompactJws;
import eu.paravent.server.notices.entity.NoticeRows;
import eu.paravent.server.notices.entity.StoredProfile;
import eu.paravent.server.notices.entity.StoredReceipt;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.Ids;
import eu.paravent.server.requests.control.Page;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;

/** Who took note of which notice, consented or withdrew: statements of devices, kept as signed. */
@ApplicationScoped
public class Receipts {
  @Inject NoticeRows rows;
  @Inject ChainCheck chains;
  @Inject ServerClock clock;
  @Inject Event<ConsentWithdrawn> withdrawn;

  /** The same one again is fine. */
  public void accept(Caller.SignedIn device, String signed) {
    Receipt receipt = read(device, signed);
    List<StoredReceipt> before = rows.receipts(device.uri());
    if (before.stream().anyMatch(known -> known.receipt().equals(signed))) {
      return;
    }
    if (before.size() >= Limits.RECEIPTS_PER_DEVICE) {
      throw refused("A device brings at most " + Limits.RECEIPTS_PER_DEVICE + " receipts.");
    }
    rows.add(new StoredReceipt(Ids.random(), before.size() + 1, receipt, signed, clock.now()));
    if (receipt.kind().equals(Receipt.WITHDRAWN)) {
      withdrawn.fire(new ConsentWithdrawn(device.organisation(), device.userUri()));
    }
  }

  public ReceiptList own(Caller.SignedIn device, Page page) {
    Page.Mark mark = page.mark("receipts", 1);
    Page.Part<StoredReceipt> part =
        mark.cut(
            rows.receipts(device.uri()).stream()
                .filter(stored -> stored.number() > mark.number(0))
                .toList(),
            stored -> List.of(stored.number()));
    return new ReceiptList(part.map(stored -> new SignedReceipt(stored.receipt())), part.next());
  }

  /** Refuses a guest whose company has a notice that it has not taken note of, or withdrew from. */
  public void requireNoticeTaken(Caller.SignedIn guest) {
    long version = rows.profile(guest.organisation()).map(StoredProfile::noticeVersion).orElse(0L);
    List<StoredReceipt> receipts = rows.receipts(guest.uri());
    boolean taken = !receipts.isEmpty() && receipts.get(receipts.size() - 1).covers(version);
    if (version > 0 && !taken) {
      throw Refusal.of(
          ProblemCode.NOTICE_NOT_ACCEPTED,
          "Show notice " + version + " of " + guest.organisation() + ", and bring a receipt.");
    }
  }

  private Receipt read(Caller.SignedIn device, String signed) {
    try {
      CompactJws jws = CompactJws.parse(signed, Limits.RECEIPT);
      if (!jws.is(SignedReceipt.TYPE)) {
        throw refused("Its type must be " + SignedReceipt.TYPE + ".");
      }
      if (!same(jws.chain(), device.chain())) {
        throw refused("Its x5c must be the chain that the device signed in with.");
      }
      if (!jws.signedBy(chains.check(device.chain()).signatureKey())) {
        throw refused("Its signature does not match.");
      }
      Receipt receipt = jws.read(Receipt.class);
      receipt
          .defect()
          .ifPresent(
              defect -> {
                throw refused(defect + ".");
              });
      if (!receipt.device().equals(device.uri())) {
        throw refused("A device brings its own receipts only.");
      }
      if (!receipt.organisation().equals(device.organisation())) {
        throw refused("It is for the notice of another organisation.");
      }
      if (receipt.at().isAfter(clock.now().plus(Limits.CLOCK_SKEW))) {
        throw refused("It is of the future. Check the clocks.");
      }
      return receipt;
    } catch (CompactJws.DefectException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private static boolean same(List<byte[]> one, List<byte[]> other) {
    return Arrays.deepEquals(one.toArray(), other.toArray());
  }

  private static Refusal refused(String why) {
    return Refusal.of(ProblemCode.RECEIPT_REFUSED, why);
  }
}

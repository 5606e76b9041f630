package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.event.ChatEvent.SecurityAlert.Kind;
import eu.paravent.client.internal.store.StoreTransaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What members tell each other, behind the server's back, about the log (docs/protocol-v1.md, "What
 * the client holds true by itself"): each message carries its sender's counter, and the newest
 * entry the sender had processed. An anchor or a replay further back than {@link SeenEntries} go is
 * not judged.
 */
final class Anchors {
  private static final int VERSION = 1;
  private static final String PEER = Space.PEER.title();

  private Anchors() {}

  /** What was noticed. */
  record Finding(Kind kind, String detail) {}

  /** The authenticated data of this client's next message. */
  static byte[] forNext(StoreTransaction tx, ConversationRow row) {
    Optional<byte[]> hash = SeenEntries.hash(tx, row.id(), row.cursor());
    return new AnchorData(
            row.counter(), hash.isPresent() ? row.cursor() : 0, hash.orElse(new byte[0]))
        .encode();
  }

  /** A device that comes in now begins to count at 0, unless it was here before. */
  static void expect(StoreTransaction tx, ConversationId id, String device) {
    if (tx.get(PEER, peerKey(id, device)).isEmpty()) {
      savePeer(tx, id, device, 0);
    }
  }

  /** This client comes in now, perhaps again: what others had sent before is not known. */
  static void forgetPeers(StoreTransaction tx, ConversationId id) {
    tx.scan(PEER, id + "/").keySet().forEach(key -> tx.delete(PEER, key));
  }

  /** That device counts anew from whatever it says next. */
  static void forgetPeer(StoreTransaction tx, ConversationId id, String device) {
    tx.delete(PEER, peerKey(id, device));
  }

  /** Compares what the sender of this entry says with what this client holds. */
  static List<Finding> check(
      StoreTransaction tx, ConversationId id, long sequence, String device, byte[] data) {
    Optional<AnchorData> decoded = AnchorData.decode(data);
    if (decoded.isEmpty()) {
      return List.of(
          new Finding(Kind.MESSAGE_FORGED, "A message without a readable counter and anchor"));
    }
    AnchorData anchor = decoded.get();
    List<Finding> findings = new ArrayList<>();
    checkCounter(tx, id, device, anchor.counter()).ifPresent(findings::add);
    if (anchor.sequence() >= sequence) {
      findings.add(
          new Finding(
              Kind.HISTORY_FORKED,
              "The sender of entry "
                  + sequence
                  + " had already seen an entry "
                  + anchor.sequence()));
    } else if (anchor.sequence() > 0) {
      SeenEntries.hash(tx, id, anchor.sequence())
          .filter(own -> !Arrays.equals(own, anchor.hash()))
          .ifPresent(
              own ->
                  findings.add(
                      new Finding(
                          Kind.HISTORY_FORKED,
                          "The sender of entry "
                              + sequence
                              + " was shown another entry "
                              + anchor.sequence()
                              + " than this client")));
    }
    return findings;
  }

  private static Optional<Finding> checkCounter(
      StoreTransaction tx, ConversationId id, String device, long counter) {
    Optional<Long> expected =
        tx.get(PEER, peerKey(id, device)).map(row -> new Row.Reader(row, VERSION).number());
    if (expected.isPresent() && counter < expected.get()) {
      return Optional.of(
          new Finding(
              Kind.MESSAGES_REORDERED,
              "Message " + counter + " of its sender came after message " + (expected.get() - 1)));
    }
    savePeer(tx, id, device, counter + 1);
    if (expected.isPresent() && counter > expected.get()) {
      return Optional.of(
          new Finding(
              Kind.MESSAGES_MISSING,
              "Messages " + expected.get() + " to " + (counter - 1) + " of a sender are missing"));
    }
    return Optional.empty();
  }

  private static void savePeer(StoreTransaction tx, ConversationId id, String device, long next) {
    tx.put(PEER, peerKey(id, device), new Row.Writer(VERSION).number(next).done());
  }

  private static String peerKey(ConversationId id, String device) {
    return id + "/" + Hashes.name(device);
  }
}

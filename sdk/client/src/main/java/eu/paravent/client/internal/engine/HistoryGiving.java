package eu.paravent.client.internal.engine;

import eu.paravent.client.ChatException;
import eu.paravent.client.ConversationId;
import eu.paravent.client.RefusedException;
import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.SignInException;
import eu.paravent.client.history.HistoryPolicy;
import eu.paravent.client.history.HistoryRequest;
import eu.paravent.client.internal.attachment.AttachmentCipher;
import eu.paravent.client.internal.attachment.AttachmentCipher.Encrypted;
import eu.paravent.client.internal.engine.HistoryWanted.Decision;
import eu.paravent.client.internal.mimi.NestedPart.ExternalPart;
import eu.paravent.mls.GroupPolicy.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The side of the device that has the history: asks its person, packs, seals, hands over. */
final class HistoryGiving {
  private final Core core;
  private final Outbox outbox;
  private final StatusLists statusLists;
  private final HistoryPolicy policy;
  private final Runnable wake;

  /**
   * @param wake has {@link #give} called soon
   */
  HistoryGiving(
      Core core, Outbox outbox, StatusLists statusLists, HistoryPolicy policy, Runnable wake) {
    this.core = core;
    this.outbox = outbox;
    this.statusLists = statusLists;
    this.policy = policy;
    this.wake = wake;
  }

  /** Another device of this person asks. */
  void asked(Tx tx, ConversationId id, String device, HistoryPart part) {
    HistoryWanted wanted =
        new HistoryWanted(part.request(), id, device, part.key(), core.clock.instant());
    String request = Hashes.text(part.request());
    Optional<Decision> decided = HistoryWanted.decided(tx.store(), request);
    if (decided.filter(Decision.DECLINE::equals).isPresent() || !HistoryWanted.room(tx.store())) {
      return;
    }
    boolean first = HistoryWanted.of(tx.store(), request).isEmpty();
    wanted.save(tx.store());
    if (decided.isPresent()) {
      tx.afterwards(wake);
    } else if (policy == HistoryPolicy.SHARE) {
      decide(tx, request, Decision.SHARE);
      tx.afterwards(wake);
    } else if (policy == HistoryPolicy.NEVER) {
      decline(tx, request);
    } else if (first) {
      HistoryEvents.requested(core.events, tx, wanted.shown());
    }
  }

  /** Those that nothing was said to yet, the oldest first. */
  List<HistoryRequest> requests() {
    Instant now = core.clock.instant();
    return core.database.read(
        tx -> {
          Map<String, HistoryRequest> found = new LinkedHashMap<>();
          HistoryWanted.all(tx).stream()
              .filter(wanted -> !wanted.over(now))
              .sorted(Comparator.comparing(HistoryWanted::at))
              .map(HistoryWanted::shown)
              .filter(request -> HistoryWanted.decided(tx, request.id()).isEmpty())
              .forEach(request -> found.putIfAbsent(request.id(), request));
          return List.copyOf(found.values());
        });
  }

  void share(HistoryRequest request) {
    if (policy == HistoryPolicy.NEVER) {
      throw new RefusedException(
          "history-not-shared", "The organisation does not let history go to other devices");
    }
    core.database.write(
        tx -> {
          require(tx, request);
          decide(tx, request.id(), Decision.SHARE);
          tx.afterwards(wake);
          return true;
        });
  }

  void decline(HistoryRequest request) {
    core.database.write(
        tx -> {
          require(tx, request);
          decline(tx, request.id());
          return true;
        });
  }

  /** What is shown is what is decided about: the device and its key. */
  private void require(Tx tx, HistoryRequest request) {
    boolean known =
        HistoryWanted.decided(tx.store(), request.id()).isEmpty()
            && HistoryWanted.of(tx.store(), request.id()).stream()
                .anyMatch(
                    wanted ->
                        !wanted.over(core.clock.instant())
                            && wanted.device().equals(request.device())
                            && wanted.shown().code().equals(request.code()));
    if (!known) {
      throw new RefusedException(
          "history-request-unknown",
          "Nobody asks for history under this id any more: list the requests again");
    }
  }

  private void decide(Tx tx, String request, Decision decision) {
    HistoryWanted.decide(tx.store(), request, decision, core.clock.instant());
  }

  private void decline(Tx tx, String request) {
    decide(tx, request, Decision.DECLINE);
    List<HistoryWanted> all = HistoryWanted.of(tx.store(), request);
    all.stream()
        .filter(wanted -> ConversationRow.load(tx.store(), wanted.conversation()).active())
        .findFirst()
        .ifPresent(
            wanted ->
                outbox.enqueueHidden(
                    tx, wanted.conversation(), HistoryPart.decline(wanted.request()).part()));
    all.forEach(wanted -> wanted.delete(tx.store()));
  }

  /**
   * Hands over what was decided.
   *
   * @throws ServerUnavailableException if it is to be tried again
   */
  void give() {
    List<HistoryWanted> open =
        core.database.read(
            tx ->
                HistoryWanted.all(tx).stream()
                    .filter(
                        wanted ->
                            HistoryWanted.decided(tx, Hashes.text(wanted.request()))
                                .filter(Decision.SHARE::equals)
                                .isPresent())
                    .toList());
    if (open.isEmpty()) {
      return;
    }
    // a device that was revoked meanwhile is not to have it
    statusLists.ask(Set.of(core.identity.user().organisation()));
    for (HistoryWanted wanted : open) {
      try {
        give(wanted);
      } catch (ServerUnavailableException | SignInException e) {
        throw e;
      } catch (ChatException e) {
        failed(wanted, String.valueOf(e.getMessage()));
      }
    }
  }

  private void give(HistoryWanted wanted) {
    ConversationId id = wanted.conversation();
    if (!core.database.write(tx -> entitled(tx, wanted))) {
      failed(wanted, "The device that asked is revoked, or not in the conversation any more");
      return;
    }
    List<ExternalPart> pieces = new ArrayList<>();
    long after = 0;
    while (true) {
      long from = after;
      Optional<HistoryChunk> chunk =
          core.database.read(tx -> HistoryChunk.of(tx, id, from, core.clock.instant()));
      if (chunk.isEmpty()) {
        break;
      }
      after = chunk.get().upTo();
      if (!chunk.get().messages().isEmpty()) {
        pieces.add(uploaded(id, chunk.get()));
      }
    }
    List<HistoryOffer> offers = new ArrayList<>();
    for (int at = 0; at < pieces.size(); at += HistoryOffer.most()) {
      int to = Math.min(at + HistoryOffer.most(), pieces.size());
      offers.add(new HistoryOffer(to == pieces.size(), List.copyOf(pieces.subList(at, to))));
    }
    if (offers.isEmpty()) {
      offers.add(new HistoryOffer(true, List.of()));
    }
    boolean offered = core.database.write(tx -> offer(tx, wanted, offers));
    if (!offered) {
      failed(wanted, "The device that asked is revoked, or not in the conversation any more");
    }
  }

  private ExternalPart uploaded(ConversationId id, HistoryChunk chunk) {
    Encrypted sealed =
        AttachmentCipher.encrypt("", HistoryPart.CONTENT_TYPE, chunk.bytes(), core.random);
    return sealed.at(core.server.upload(id.value(), sealed.ciphertext(), core.newId()));
  }

  private boolean offer(Tx tx, HistoryWanted wanted, List<HistoryOffer> offers) {
    if (!wanted.there(tx.store())) {
      // withdrawn meanwhile
      return true;
    }
    if (!entitled(tx, wanted)) {
      return false;
    }
    HistorySeal.Context context =
        new HistorySeal.Context(
            wanted.conversation(),
            wanted.request(),
            wanted.device(),
            core.identity.certified().device());
    for (HistoryOffer offer : offers) {
      Optional<HistorySeal.Sealed> sealed =
          HistorySeal.seal(wanted.publicKey(), context, offer.bytes(), core.random);
      if (sealed.isEmpty()) {
        return false;
      }
      outbox.enqueueHidden(
          tx, wanted.conversation(), HistoryPart.offer(wanted.request(), sealed.get()).part());
    }
    wanted.delete(tx.store());
    return true;
  }

  /** As the group is now: a leaf of this person, whose certificate nobody took back. */
  private boolean entitled(Tx tx, HistoryWanted wanted) {
    boolean active =
        ConversationRow.find(tx.store(), wanted.conversation())
            .filter(ConversationRow::active)
            .isPresent();
    if (!active) {
      return false;
    }
    for (Member member : core.mls.group(wanted.conversation()).members()) {
      Seat seat = Seats.of(member);
      if (seat.device().equals(wanted.device()) && seat.user().equals(core.identity.user())) {
        return !statusLists.revoked(tx.store(), member.credential());
      }
    }
    return false;
  }

  private void failed(HistoryWanted wanted, String why) {
    core.database.write(
        tx -> {
          wanted.delete(tx.store());
          HistoryEvents.failed(core.events, tx, wanted.conversation(), why);
          return true;
        });
  }
}

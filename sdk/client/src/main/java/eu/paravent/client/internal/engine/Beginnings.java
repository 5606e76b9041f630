package eu.paravent.client.internal.engine;

import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationId;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.KeyAgreement;
import eu.paravent.client.RefusedException;
import eu.paravent.client.UserId;
import eu.paravent.client.UserUnknownException;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.engine.ConversationRow.Phase;
import eu.paravent.client.internal.keys.Charter;
import eu.paravent.client.internal.keys.GroupRules;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.retention.Retention;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How conversations begin: of a group, or of two people, who have one with each other. */
final class Beginnings {
  private final Engine engine;
  private final Core core;
  private final Agreement agreement;
  private final String displayName;
  private final ServerSuites suites;

  Beginnings(Engine engine, Core core, Agreement agreement, String displayName) {
    this.engine = engine;
    this.core = core;
    this.agreement = agreement;
    this.displayName = displayName;
    this.suites = new ServerSuites(core);
  }

  /**
   * The conversation of this person with that one. Where both began one at the same time, each
   * comes to know both, and all of their clients take the one that was begun first.
   */
  synchronized Conversation with(UserId person) {
    core.threads.requireOpen();
    core.identity.require();
    UserId self = core.identity.user();
    if (person.equals(self) || person.guest() || self.guest()) {
      throw new IllegalArgumentException(
          "A conversation of two is with another member of staff: guests have the one they are in");
    }
    Optional<ConversationId> known = core.database.read(tx -> of(tx, self, person));
    return known.isPresent()
        ? new ConversationHandle(engine, known.get())
        : create(ConversationSpec.titled("").participants(person), true);
  }

  private static Optional<ConversationId> of(StoreTransaction tx, UserId self, UserId person) {
    return ConversationRow.all(tx).stream()
        .filter(ConversationRow::active)
        .map(ConversationRow::id)
        .filter(id -> Look.of(tx, id).direct().orElse(false))
        .filter(id -> Seats.users(Seat.all(tx, id)).equals(Set.of(self, person)))
        .min(
            Comparator.comparing((ConversationId id) -> Look.of(tx, id).begun())
                .thenComparing(ConversationId::value));
  }

  Conversation create(ConversationSpec spec, boolean direct) {
    core.threads.requireOpen();
    core.identity.require();
    try {
      return begun(spec, direct);
    } catch (RefusedException e) {
      // what the operator or the company decided meanwhile is taken up, where nobody said else
      if (e.code().equals(ServerSuites.REFUSED)) {
        suites.ask();
      } else if (e.code().equals(Minimums.TOO_SHORT) && spec.retention().isEmpty()) {
        engine.company().lookAtOwn();
      } else {
        throw e;
      }
    }
    return begun(spec, direct);
  }

  private Conversation begun(ConversationSpec spec, boolean direct) {
    boolean negotiable = agreement.negotiable(spec);
    KeyAgreement wanted = suites.instead(agreement.of(spec), negotiable);
    try {
      return begin(spec, direct, wanted, false);
    } catch (UserUnknownException e) {
      if (wanted == KeyAgreement.CLASSICAL
          || !negotiable
          || !suites.takes(KeyAgreement.CLASSICAL)) {
        throw e;
      }
      return classically(spec, direct, wanted, e);
    }
  }

  /** For people whose devices have left no hybrid key packages yet. */
  private Conversation classically(
      ConversationSpec spec, boolean direct, KeyAgreement wanted, UserUnknownException because) {
    try {
      return begin(spec, direct, KeyAgreement.CLASSICAL, true);
    } catch (People.HybridMissing e) {
      return afterAll(spec, direct, wanted);
    } catch (RefusedException e) {
      if (e.code().equals(ServerSuites.REFUSED)) {
        suites.ask();
        because.addSuppressed(e);
        throw because;
      }
      throw e;
    }
  }

  /**
   * A device may have left its first ones between the two questions; asked once more, none is
   * hidden.
   */
  private Conversation afterAll(ConversationSpec spec, boolean direct, KeyAgreement wanted) {
    try {
      return begin(spec, direct, wanted, false);
    } catch (UserUnknownException e) {
      throw engine.people().hidden(spec.participants());
    }
  }

  private Conversation begin(
      ConversationSpec spec, boolean direct, KeyAgreement agreed, boolean forced) {
    ConversationId id = new ConversationId(core.newId());
    Lane lane = core.lane(id);
    return lane.inTurn(
        core.patience,
        () -> {
          begin(lane, spec, direct, agreed, forced);
          return new ConversationHandle(engine, id);
        });
  }

  /**
   * @param forced the better suite was tried, and the server had no key packages for it
   */
  private void begin(
      Lane lane, ConversationSpec spec, boolean direct, KeyAgreement agreed, boolean forced) {
    ConversationId id = lane.id();
    byte[] groupInfo = core.database.write(tx -> found(tx, id, spec, direct, agreed));
    boolean begun = false;
    try {
      core.server.createGroup(id.value(), groupInfo, id.value());
      List<UserId> others =
          spec.participants().stream().filter(user -> !user.equals(core.identity.user())).toList();
      if (!others.isEmpty() || !spec.archivists().isEmpty()) {
        List<UserId> everyone = new ArrayList<>(others);
        everyone.addAll(spec.archivists());
        engine.people().add(lane, everyone, Set.copyOf(spec.archivists()), forced);
      }
      begun = true;
    } finally {
      if (!begun && core.database.read(tx -> PendingCommit.find(tx, id)).isEmpty()) {
        abandon(id);
      }
    }
    engine.activate(id);
  }

  private byte[] found(
      Tx tx, ConversationId id, ConversationSpec spec, boolean direct, KeyAgreement agreed) {
    try {
      MlsGroup group =
          core.mls.client(Suites.of(agreed)).createGroup(MlsState.bytes(id), rules(tx, spec));
      core.mls.loaded(id, group);
      CharterRow.note(tx.store(), id, group.contextExtensions());
      ConversationRow.fresh(id, Phase.CREATING, 0, core.clock.instant())
          .details(spec.title(), spec.reference())
          .save(tx.store());
      Look.begun(direct, core.clock.instant(), Label.first(spec.label())).save(tx.store(), id);
      Seat.save(tx.store(), id, Seats.of(group));
      if (!displayName.isEmpty()) {
        Details.name(tx.store(), id, core.identity.user(), displayName, true);
      }
      return group.groupInfo();
    } catch (MlsException e) {
      throw new IllegalStateException("A group of one cannot be made", e);
    }
  }

  /** As it was said, as the company has it, or as is usual. */
  private Retention kept(Tx tx, ConversationSpec spec) {
    spec.retention()
        .ifPresent(
            said -> Minimums.require(tx.store(), List.of(core.identity.user()), spec.kind(), said));
    return spec.retention()
        .or(
            () ->
                engine
                    .company()
                    .known(tx.store())
                    .map(shown -> shown.profile().keeping().usual().get(spec.kind())))
        .orElse(spec.kind().usual());
  }

  private Extensions rules(Tx tx, ConversationSpec spec) {
    try {
      return GroupRules.of(Charter.of(core.identity.user(), spec.kind(), kept(tx, spec)))
          .in(Extensions.empty());
    } catch (CborException e) {
      throw new IllegalStateException("Rules of a new group cannot be written", e);
    }
  }

  /** A conversation that did not come about. */
  void abandon(ConversationId id) {
    core.database.write(
        tx -> {
          core.mls.delete(id);
          Suites.forget(tx.store(), id);
          Seat.delete(tx.store(), id);
          Look.delete(tx.store(), id);
          CharterRow.delete(tx.store(), id);
          ConversationRow.find(tx.store(), id).ifPresent(row -> row.delete(tx.store()));
          return true;
        });
  }
}

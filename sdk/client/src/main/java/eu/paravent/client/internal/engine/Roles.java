package eu.paravent.client.internal.engine;

import eu.paravent.client.RefusedException;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.keys.Charter;
import eu.paravent.client.internal.keys.CharterPolicy;
import eu.paravent.client.internal.keys.GroupRules;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Retention;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsGroup;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Who decides about a conversation, who keeps records of it, and for how long. Made within the
 * conversation's lane; what it may do, {@link CharterPolicy} says here as everywhere.
 */
final class Roles {
  private final Core core;
  private final Commits commits;
  private final People people;

  Roles(Core core, Commits commits, People people) {
    this.core = core;
    this.commits = commits;
    this.people = people;
  }

  void keepAs(Lane lane, ConversationClass kind, Retention retention) {
    core.database.read(
        tx -> {
          Minimums.require(tx, CharterRow.of(tx, lane.id()).owners(), kind, retention);
          return true;
        });
    change(lane, was -> was.keeping(kind, retention));
  }

  void appointOwner(Lane lane, UserId person) {
    change(lane, was -> was.owners(Charter.with(was.owners(), person.uri())));
  }

  void dismissOwner(Lane lane, UserId person) {
    if (!CharterRow.NONE.equals(core.database.read(tx -> CharterRow.of(tx, lane.id())))) {
      change(lane, was -> was.owners(Charter.without(was.owners(), person.uri())));
    }
  }

  void appointArchivist(Lane lane, UserId archivist) {
    boolean talks =
        core.database.read(
            tx ->
                Seats.users(Seat.all(tx, lane.id())).contains(archivist)
                    && !CharterRow.of(tx, lane.id()).archivists().contains(archivist));
    if (talks) {
      throw new RefusedException(
          "not-an-archivist", archivist + " is inside to talk, not to keep records");
    }
    begin(lane);
    people.addArchivist(lane, archivist);
  }

  void dismissArchivist(Lane lane, UserId archivist) {
    commits.run(
        lane,
        (tx, group) -> {
          GroupRules rules = rules(group);
          if (!rules.archivist(archivist)) {
            return Optional.empty();
          }
          CommitSpec.Builder spec = CommitSpec.builder();
          Seats.of(group).stream()
              .filter(seat -> seat.user().equals(archivist))
              .forEach(seat -> spec.remove(seat.leaf()));
          Charter was = rules.charter().orElseThrow();
          Charter is = was.archivists(Charter.without(was.archivists(), archivist.uri()));
          return Optional.of(spec.contextExtensions(context(group, rules.with(is))).build());
        });
  }

  /** A conversation of version 1 gets an owner first: who asks. */
  private void begin(Lane lane) {
    Charter first = Charter.of(core.identity.user(), ConversationClass.ORDINARY, Retention.none());
    commits.run(
        lane,
        (tx, group) -> {
          GroupRules rules = rules(group);
          return rules.charter().isPresent()
              ? Optional.empty()
              : Optional.of(changed(group, rules.with(first)));
        });
  }

  private void change(Lane lane, UnaryOperator<Charter> change) {
    begin(lane);
    commits.run(
        lane,
        (tx, group) -> {
          GroupRules rules = rules(group);
          Charter was = rules.charter().orElseThrow();
          Charter is = change.apply(was);
          if (is.owners().isEmpty()) {
            throw new RefusedException(
                "last-owner", "A conversation has an owner: appoint another one first");
          }
          return is.equals(was) ? Optional.empty() : Optional.of(changed(group, rules.with(is)));
        });
  }

  static GroupRules rules(MlsGroup group) {
    try {
      return GroupRules.of(group.contextExtensions());
    } catch (CborException e) {
      throw new IllegalStateException("The rules of the group cannot be read any more", e);
    }
  }

  static Extensions context(MlsGroup group, GroupRules rules) {
    try {
      return rules.in(group.contextExtensions());
    } catch (CborException e) {
      throw new IllegalStateException("The rules of the group cannot be read any more", e);
    }
  }

  private static CommitSpec changed(MlsGroup group, GroupRules rules) {
    return CommitSpec.builder().contextExtensions(context(group, rules)).build();
  }
}

package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Participant;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.keys.Charter;
import eu.paravent.client.internal.keys.GroupRules;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Retention;
import eu.paravent.mls.Extensions;
import java.util.List;
import java.util.Optional;

/**
 * Roles, class and retention of a conversation as every member agreed on them, kept beside the
 * group so that they can be read without it, and after it has ended.
 */
record CharterRow(
    List<UserId> owners, List<UserId> archivists, ConversationClass kind, Retention retention) {
  private static final int VERSION = 1;
  private static final String SPACE = Space.CHARTER.title();

  /** Of a conversation of version 1. */
  static final CharterRow NONE =
      new CharterRow(List.of(), List.of(), ConversationClass.ORDINARY, Retention.none());

  private static CharterRow of(Charter charter) {
    return new CharterRow(
        charter.owners().stream().map(UserId::new).toList(),
        charter.archivists().stream().map(UserId::new).toList(),
        charter.kind(),
        charter.retention());
  }

  /** Takes over what the group says. */
  static CharterRow note(StoreTransaction tx, ConversationId id, Extensions context) {
    try {
      Optional<CharterRow> row = GroupRules.of(context).charter().map(CharterRow::of);
      row.ifPresent(r -> r.save(tx, id));
      return row.orElse(NONE);
    } catch (CborException e) {
      throw new IllegalStateException("The rules of the group cannot be read any more", e);
    }
  }

  private void save(StoreTransaction tx, ConversationId id) {
    tx.put(
        SPACE,
        id.value(),
        new Row.Writer(VERSION)
            .texts(owners.stream().map(UserId::uri).toList())
            .texts(archivists.stream().map(UserId::uri).toList())
            .text(kind.name())
            .number(retention.minimumDays())
            .number(retention.maximumDays())
            .done());
  }

  static CharterRow of(StoreTransaction tx, ConversationId id) {
    return tx.get(SPACE, id.value())
        .map(row -> new Row.Reader(row, VERSION))
        .map(
            in ->
                new CharterRow(
                    in.texts().stream().map(UserId::new).toList(),
                    in.texts().stream().map(UserId::new).toList(),
                    ConversationClass.valueOf(in.text()),
                    new Retention((int) in.number(), (int) in.number())))
        .orElse(NONE);
  }

  /** As it is kept here: not shorter than the owners' organisations ask for. */
  static CharterRow kept(StoreTransaction tx, ConversationId id) {
    CharterRow agreed = of(tx, id);
    return Minimums.of(tx, agreed.owners, agreed.kind)
        .filter(minimum -> minimum.days() > agreed.retention.minimumDays())
        .map(minimum -> agreed.atLeast(minimum.days()))
        .orElse(agreed);
  }

  private CharterRow atLeast(int days) {
    int most = retention.maximumDays();
    return new CharterRow(
        owners, archivists, kind, new Retention(days, most == 0 ? 0 : Math.max(days, most)));
  }

  static void delete(StoreTransaction tx, ConversationId id) {
    tx.delete(SPACE, id.value());
  }

  Participant.Role role(UserId user) {
    if (user.guest()) {
      return Participant.Role.GUEST;
    }
    if (archivists.contains(user)) {
      return Participant.Role.ARCHIVIST;
    }
    return owners.contains(user) ? Participant.Role.OWNER : Participant.Role.MEMBER;
  }

  boolean samePeople(CharterRow other) {
    return owners.equals(other.owners) && archivists.equals(other.archivists);
  }

  boolean sameKeeping(CharterRow other) {
    return kind == other.kind && retention.equals(other.retention);
  }
}

package eu.paravent.client.internal.engine;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ConversationEndedException;
import eu.paravent.client.ConversationId;
import eu.paravent.client.internal.store.StoreTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of a conversation beside its group state and its messages.
 *
 * @param cursor the newest log entry that is processed
 * @param joined the log entry by which this client came in; nothing is known before it
 * @param counter of the next message of this client (docs/protocol-v1.md, authenticated data)
 * @param blocked an alert was raised for a hole after the cursor; not raised again for the same one
 */
record ConversationRow(
    ConversationId id,
    Phase phase,
    long cursor,
    long joined,
    long counter,
    boolean blocked,
    String title,
    Optional<BusinessReference> reference,
    Instant since) {
  private static final int VERSION = 1;
  private static final String SPACE = Space.CONVERSATION.title(),
      BY_REFERENCE = Space.REFERENCE.title();

  enum Phase {
    /** The group exists here, the server may not know it yet; hidden from the host. */
    CREATING,
    /** An external commit is on its way; hidden from the host. */
    JOINING,
    ACTIVE,
    /** This client left; others have not completed it yet. */
    LEAVING,
    ENDED
  }

  static ConversationRow fresh(ConversationId id, Phase phase, long joined, Instant since) {
    return new ConversationRow(id, phase, joined, joined, 0, false, "", Optional.empty(), since);
  }

  boolean visible() {
    return phase != Phase.CREATING && phase != Phase.JOINING;
  }

  boolean active() {
    return phase == Phase.ACTIVE;
  }

  /**
   * @throws ConversationEndedException if this client is no longer in it
   */
  void requireActive() {
    if (!active()) {
      throw new ConversationEndedException("This client is no longer in conversation " + id);
    }
  }

  ConversationRow phase(Phase next) {
    return new ConversationRow(id, next, cursor, joined, counter, blocked, title, reference, since);
  }

  ConversationRow cursor(long next) {
    return new ConversationRow(id, phase, next, joined, counter, false, title, reference, since);
  }

  ConversationRow counter(long next) {
    return new ConversationRow(id, phase, cursor, joined, next, blocked, title, reference, since);
  }

  ConversationRow nowBlocked() {
    return new ConversationRow(id, phase, cursor, joined, counter, true, title, reference, since);
  }

  ConversationRow details(String nextTitle, Optional<BusinessReference> nextReference) {
    return new ConversationRow(
        id, phase, cursor, joined, counter, blocked, nextTitle, nextReference, since);
  }

  byte[] bytes() {
    return new Row.Writer(VERSION)
        .text(id.value())
        .text(phase.name())
        .number(cursor)
        .number(joined)
        .number(counter)
        .flag(blocked)
        .text(title)
        .optionalText(reference.map(BusinessReference::type))
        .optionalText(reference.map(BusinessReference::key))
        .instant(since)
        .done();
  }

  void save(StoreTransaction tx) {
    tx.put(SPACE, id.value(), bytes());
    reference.ifPresent(r -> tx.put(BY_REFERENCE, referencePrefix(r) + id.value(), new byte[0]));
  }

  static Optional<ConversationRow> find(StoreTransaction tx, ConversationId id) {
    return tx.get(SPACE, id.value()).map(ConversationRow::read);
  }

  static ConversationRow load(StoreTransaction tx, ConversationId id) {
    return find(tx, id)
        .orElseThrow(() -> new IllegalStateException("No conversation " + id + " in the store"));
  }

  static List<ConversationRow> all(StoreTransaction tx) {
    return tx.scan(SPACE, "").values().stream().map(ConversationRow::read).toList();
  }

  static List<ConversationId> about(StoreTransaction tx, BusinessReference reference) {
    String prefix = referencePrefix(reference);
    return tx.scan(BY_REFERENCE, prefix).keySet().stream()
        .map(key -> new ConversationId(key.substring(prefix.length())))
        .toList();
  }

  void delete(StoreTransaction tx) {
    tx.delete(SPACE, id.value());
    reference.ifPresent(r -> tx.delete(BY_REFERENCE, referencePrefix(r) + id.value()));
  }

  /** The reference may change hands: an index row of an earlier one must not stay. */
  void deleteReference(StoreTransaction tx) {
    reference.ifPresent(r -> tx.delete(BY_REFERENCE, referencePrefix(r) + id.value()));
  }

  private static String referencePrefix(BusinessReference reference) {
    return Hashes.name(reference.type()) + "/" + Hashes.name(reference.key()) + "/";
  }

  private static ConversationRow read(byte[] row) {
    Row.Reader in = new Row.Reader(row, VERSION);
    ConversationId id = new ConversationId(in.text());
    Phase phase = Phase.valueOf(in.text());
    long cursor = in.number();
    long joined = in.number();
    long counter = in.number();
    boolean blocked = in.flag();
    String title = in.text();
    Optional<String> type = in.optionalText();
    Optional<String> key = in.optionalText();
    return new ConversationRow(
        id,
        phase,
        cursor,
        joined,
        counter,
        blocked,
        title,
        type.flatMap(t -> key.map(k -> new BusinessReference(t, k))),
        in.instant());
  }
}

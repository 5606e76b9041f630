package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.internal.keys.GroupRules;
import eu.paravent.client.internal.store.StoreTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An invite that this client made: what the link consists of, and how far it has come. A client
 * that dies in between goes on from here.
 *
 * @param seed secret of the link; what a password makes of it is not kept
 * @param requestKey opens the names of guests that wait
 * @param lobbyCard as it goes to the server
 */
record InviteRow(
    ConversationId conversation,
    String id,
    Step step,
    byte[] seed,
    byte[] publicKey,
    Instant expiresAt,
    int maxUses,
    String label,
    byte[] lobbyCard,
    String mode,
    boolean password,
    Optional<byte[]> requestKey) {
  /** The first version knew neither modes nor passwords. */
  private static final int VERSION = 2, FIRST = 1;

  private static final String SPACE = Space.INVITE.title();

  enum Step {
    /** To be put into the group, then to the server. */
    MAKING,
    REGISTERED,
    /** To be closed in the group, then on the server. */
    REVOKING,
    REVOKED
  }

  InviteRow step(Step next) {
    return new InviteRow(
        conversation,
        id,
        next,
        seed,
        publicKey,
        expiresAt,
        maxUses,
        label,
        lobbyCard,
        mode,
        password,
        requestKey);
  }

  void save(StoreTransaction tx) {
    tx.put(
        SPACE,
        conversation + "/" + id,
        new Row.Writer(VERSION)
            .text(conversation.value())
            .text(id)
            .text(step.name())
            .bytes(seed)
            .bytes(publicKey)
            .instant(expiresAt)
            .number(maxUses)
            .text(label)
            .bytes(lobbyCard)
            .text(mode)
            .flag(password)
            .optionalBytes(requestKey)
            .done());
  }

  void delete(StoreTransaction tx) {
    tx.delete(SPACE, conversation + "/" + id);
  }

  static Optional<InviteRow> find(StoreTransaction tx, ConversationId conversation, String id) {
    return tx.get(SPACE, conversation + "/" + id).map(InviteRow::read);
  }

  static List<InviteRow> all(StoreTransaction tx) {
    return tx.scan(SPACE, "").values().stream().map(InviteRow::read).toList();
  }

  private static InviteRow read(byte[] row) {
    Row.Reader in = new Row.Reader(row, FIRST, VERSION);
    return new InviteRow(
        new ConversationId(in.text()),
        in.text(),
        Step.valueOf(in.text()),
        in.bytes(),
        in.bytes(),
        in.instant(),
        (int) in.number(),
        in.text(),
        in.bytes(),
        in.version() == FIRST ? GroupRules.OPEN : in.text(),
        in.version() != FIRST && in.flag(),
        in.version() == FIRST ? Optional.empty() : in.optionalBytes());
  }

  @Override
  public String toString() {
    return "InviteRow[" + id + ", " + step + "]";
  }
}

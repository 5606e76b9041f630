package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.KeyCustody;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.store.StoreTransaction;
import java.util.List;
import java.util.Optional;

/**
 * A leaf of the group and who is on it, verified when it was put there.
 *
 * @param device the device's URI; a guest's is its own
 * @param custody who holds the device's keys, as it declares
 */
record Seat(int leaf, UserId user, String device, Optional<KeyCustody> custody) {
  private static final int VERSION = 2;
  private static final String SPACE = Space.ROSTER.title();

  static void save(StoreTransaction tx, ConversationId id, List<Seat> seats) {
    Row.Writer out = new Row.Writer(VERSION).number(seats.size());
    seats.forEach(
        s ->
            out.number(s.leaf)
                .text(s.user.uri())
                .text(s.device)
                .number(s.custody.map(Custody::code).orElse((byte) 0)));
    tx.put(SPACE, id.value(), out.done());
  }

  static List<Seat> all(StoreTransaction tx, ConversationId id) {
    return tx.get(SPACE, id.value())
        .map(
            row ->
                new Row.Reader(row, 1, VERSION)
                    .list(
                        in ->
                            new Seat(
                                (int) in.number(),
                                new UserId(in.text()),
                                in.text(),
                                in.version() == 1
                                    ? Optional.empty()
                                    : Custody.decode(in.number()))))
        .orElse(List.of());
  }

  static void delete(StoreTransaction tx, ConversationId id) {
    tx.delete(SPACE, id.value());
  }
}

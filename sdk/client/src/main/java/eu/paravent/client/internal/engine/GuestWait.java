package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.InviteRefusedException;
import eu.paravent.client.InviteRefusedException.Reason;
import eu.paravent.client.RefusedException;
import eu.paravent.client.internal.delivery.Standing;
import eu.paravent.client.internal.invite.SealedName;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.invite.JoinState;
import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.MlsException;
import java.time.Duration;
import java.util.Optional;

/**
 * The guest's side of an invite that asks for approval: it asks once, waits over restarts, and
 * hears what became of it. That it was let in shows by a welcome that {@link Joins} verifies, and
 * by nothing that the server says.
 */
final class GuestWait {
  private static final Duration LIFETIME = Duration.ofDays(80);

  private final Core core;
  private final String displayName;

  GuestWait(Core core, String displayName) {
    this.core = core;
    this.displayName = displayName;
  }

  /** What was asked, so that the very same is asked again after a crash. */
  private record Asked(
      ConversationId conversation, JoinState state, boolean sent, byte[] keyPackage, byte[] name) {
    private static final int VERSION = 1;
    private static final String SPACE = Space.JOIN_REQUEST.title(), ROW = "own";

    Asked now(JoinState next) {
      return new Asked(conversation, next, true, keyPackage, name);
    }

    void save(StoreTransaction tx) {
      tx.put(
          SPACE,
          ROW,
          new Row.Writer(VERSION)
              .text(conversation.value())
              .text(state.name())
              .flag(sent)
              .bytes(keyPackage)
              .bytes(name)
              .done());
    }

    static Optional<Asked> find(StoreTransaction tx) {
      return tx.get(SPACE, ROW)
          .map(
              row -> {
                Row.Reader in = new Row.Reader(row, VERSION);
                return new Asked(
                    new ConversationId(in.text()),
                    JoinState.valueOf(in.text()),
                    in.flag(),
                    in.bytes(),
                    in.bytes());
              });
    }

    static void delete(StoreTransaction tx) {
      tx.delete(SPACE, ROW);
    }
  }

  /** The guest is inside. */
  static void over(StoreTransaction tx) {
    Asked.delete(tx);
  }

  /** Empty for whoever asked for nothing, and for whoever is inside. */
  Optional<JoinState> state() {
    return core.database.read(Asked::find).map(Asked::state);
  }

  /** Asks, unless this store did it before or is inside. */
  void ask(ConversationId id, byte[] requestKey, int cipherSuite) {
    CipherSuite suite;
    try {
      suite = Suites.spoken(cipherSuite);
    } catch (MlsException e) {
      throw new RefusedException("client-outdated", String.valueOf(e.getMessage()), e);
    }
    core.database.write(
        tx -> {
          if (Asked.find(tx.store()).isEmpty() && ConversationRow.find(tx.store(), id).isEmpty()) {
            byte[] keyPackage = core.mls.client(suite).newKeyPackage(LIFETIME, false).message();
            byte[] name = SealedName.seal(requestKey, displayName, keyPackage, core.random);
            new Asked(id, JoinState.WAITING, false, keyPackage, name).save(tx.store());
          }
          return true;
        });
    core.database.read(Asked::find).filter(asked -> !asked.sent).ifPresent(this::send);
  }

  private void send(Asked asked) {
    heard(asked, core.server.askToJoin(asked.keyPackage, asked.name));
  }

  /** Looks whether someone has decided. */
  void check() {
    Optional<Asked> own = core.database.read(Asked::find);
    if (own.isEmpty() || own.get().state != JoinState.WAITING) {
      return;
    }
    Asked asked = own.get();
    try {
      if (asked.sent) {
        heard(asked, core.server.joinRequest());
      } else {
        send(asked);
      }
    } catch (InviteRefusedException e) {
      boolean late = e.reason() == Reason.EXPIRED;
      decided(asked.now(late ? JoinState.EXPIRED : JoinState.REVOKED));
    }
  }

  private void heard(Asked asked, Standing standing) {
    if (standing == Standing.DECLINED) {
      decided(asked.now(JoinState.DECLINED));
    } else if (standing == Standing.FORGOTTEN) {
      decided(asked.now(JoinState.EXPIRED));
    } else if (!asked.sent) {
      core.database.write(
          tx -> {
            asked.now(JoinState.WAITING).save(tx.store());
            return true;
          });
    }
  }

  private void decided(Asked asked) {
    core.database.write(
        tx -> {
          // a welcome may have come meanwhile
          if (Asked.find(tx.store()).isPresent()) {
            asked.save(tx.store());
            core.events.joinRefused(tx, asked.conversation, asked.state);
          }
          return true;
        });
  }
}

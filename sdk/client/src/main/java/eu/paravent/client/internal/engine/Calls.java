package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.call.CallListener;
import eu.paravent.client.call.CallSignal;
import eu.paravent.client.call.MediaKey;
import eu.paravent.client.event.EventLog.Subscription;
import eu.paravent.mls.MlsGroup;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls as far as they are the conversation's: what participants tell each other goes through its
 * log, and the base key of their media comes from its epoch.
 */
final class Calls {
  private static final System.Logger LOG = System.getLogger(Calls.class.getName());

  /** RFC 9605 §5.2. */
  private static final String KEY_LABEL = "SFrame 1.0 Base Key";

  private final Core core;
  private final Outbox outbox;
  private final Set<CallListener> listeners = Collections.newSetFromMap(new ConcurrentHashMap<>());

  Calls(Core core, Outbox outbox) {
    this.core = core;
    this.outbox = outbox;
  }

  void send(ConversationId id, CallSignal signal) {
    core.database.write(
        tx -> {
          ConversationRow.load(tx.store(), id).requireActive();
          outbox.enqueueHidden(tx, id, CallMessage.part(signal));
          return true;
        });
  }

  MediaKey key(ConversationId id) {
    return core.database.write(
        tx -> {
          ConversationRow.load(tx.store(), id).requireActive();
          MlsGroup group = core.mls.group(id);
          return new MediaKey(
              group.epoch(),
              group.ownLeafIndex(),
              group.exportSecret(KEY_LABEL, new byte[0], MediaKey.LENGTH));
        });
  }

  /** In a transaction; told once it is durable. */
  void received(Tx tx, ConversationId id, UserId sender, CallSignal signal, Instant at) {
    if (signal.kind() == CallSignal.Kind.RING && !sender.equals(core.identity.user())) {
      core.events.callIncoming(tx, id, sender, signal, at);
    }
    tx.afterwards(() -> tell(id, sender, signal, at));
  }

  private void tell(ConversationId id, UserId sender, CallSignal signal, Instant at) {
    for (CallListener listener : listeners) {
      synchronized (listener) {
        try {
          listener.said(id, sender, signal, at);
        } catch (RuntimeException e) {
          // the host's code: the next signal is told all the same
          LOG.log(
              System.Logger.Level.WARNING,
              () -> "The call listener failed: " + e.getClass().getName());
        }
      }
    }
  }

  Subscription follow(CallListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}

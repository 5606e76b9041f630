package eu.paravent.server.attachments.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.problems.control.WithoutMessage;
import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The blob store that the operator chose by its name ({@code PARAVENT_ATTACHMENT_STORE}). */
@ApplicationScoped
public class ChosenStore {
  private static final Logger LOG = System.getLogger(ChosenStore.class.getName());

  @Inject @Any Instance<BlobStore> all;
  @Inject Settings settings;
  private @Nullable BlobStore chosen;

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    String name = settings.text(Setting.ATTACHMENT_STORE).orElseThrow();
    List<BlobStore> named = all.stream().filter(store -> store.name().equals(name)).toList();
    if (named.size() != 1) {
      throw new IllegalArgumentException(
          Setting.ATTACHMENT_STORE.variable()
              + " names a store that this server does not have; it has "
              + String.join(", ", all.stream().map(BlobStore::name).sorted().toList())
              + ".");
    }
    BlobStore store = named.get(0);
    store.open();
    chosen = store;
  }

  /** For the client, which tries again later; the operator has to make room until then. */
  static Refusal noRoom(BlobStore.NoRoomException e) {
    LOG.log(
        Level.ERROR,
        "No room for attachments: make some in PARAVENT_DATA_DIR. Messages go on meanwhile.",
        WithoutMessage.of(e));
    return Refusal.of(
        ProblemCode.UNAVAILABLE,
        "The server has no room for attachments right now. Messages go on; send it again later.");
  }

  BlobStore blobs() {
    BlobStore store = chosen;
    if (store == null) {
      throw new IllegalStateException("The server has not started");
    }
    return store;
  }
}

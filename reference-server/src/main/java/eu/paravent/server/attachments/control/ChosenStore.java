package eu.paravent.server.attachments.control;

import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The blob store that the operator chose by its name ({@code PARAVENT_ATTACHMENT_STORE}). */
@ApplicationScoped
public class ChosenStore {
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

  BlobStore blobs() {
    BlobStore store = chosen;
    if (store == null) {
      throw new IllegalStateException("The server has not started");
    }
    return store;
  }
}

package eu.paravent.server.attachments.control;

import java.nio.file.Path;

/** For tests outside the package. */
public final class FileBlobStores {
  private FileBlobStores() {}

  public static BlobStore at(Path directory) {
    FileBlobStore store = new FileBlobStore();
    store.useDirectory(directory);
    return store;
  }
}

package eu.paravent.server.attachments.control.s3;

import eu.paravent.server.attachments.control.BlobStore;
import eu.paravent.server.requests.control.Ids;
import eu.paravent.server.settings.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Blobs as objects of one bucket. What comes in goes to the bucket in parts as soon as one is
 * whole, through a small file; what is less than a part at the end of a piece waits as an object of
 * its own. Of two pieces of one upload that come in at once on two nodes one wins, and the client
 * is told how far it is: their octets are the same, or their sender wants to harm himself.
 */
@ApplicationScoped
public class S3BlobStore implements BlobStore {
  /** The least that the interface takes for a part that is not the last. */
  static final long PART = 5 << 20;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{16,64}");

  @Inject Settings settings;
  private final Set<String> comingIn = ConcurrentHashMap.newKeySet();
  private Optional<S3Bucket> opened = Optional.empty();
  private String prefix = "";
  private Path spools = Path.of("");

  @Override
  public String name() {
    return "s3";
  }

  @Override
  public void open() {
    S3Settings from = S3Settings.of(settings);
    try {
      use(
          from.bucket(InstantSource.system()),
          from.prefix(),
          Files.createTempDirectory("paravent"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(
          "Attachments on their way need a directory for temporary files", e);
    }
  }

  void use(S3Bucket bucket, String keyPrefix, Path directory) {
    opened = Optional.of(bucket);
    prefix = keyPrefix;
    spools = directory;
  }

  private S3Bucket bucket() {
    return opened.orElseThrow(() -> new IllegalStateException("Not opened"));
  }

  @Override
  public long store(String id, InputStream octets, long most) throws IOException {
    String key = blob(id);
    try (Spool first = spool(octets)) {
      if (first.brokeOff().isPresent()) {
        throw first.brokeOff().get();
      }
      requireAtMost(first.size(), most);
      if (!first.full()) {
        bucket().put(key, first.body());
        return first.size();
      }
      return storeInParts(key, first, octets, most);
    }
  }

  private long storeInParts(String key, Spool first, InputStream octets, long most)
      throws IOException {
    String uploadId = bucket().begin(key);
    try {
      List<String> etags = new ArrayList<>();
      etags.add(bucket().part(key, uploadId, 1, first.body()));
      long size = first.size();
      for (boolean more = true; more; ) {
        try (Spool next = spool(octets)) {
          if (next.brokeOff().isPresent()) {
            throw next.brokeOff().get();
          }
          size += next.size();
          requireAtMost(size, most);
          if (next.size() > 0) {
            etags.add(bucket().part(key, uploadId, etags.size() + 1, next.body()));
          }
          more = next.full();
        }
      }
      bucket().complete(key, uploadId, etags);
      return size;
    } catch (IOException | RuntimeException e) {
      try {
        bucket().abort(key, uploadId);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  private static void requireAtMost(long size, long most) throws TooLargeException {
    if (size > most) {
      throw new TooLargeException(most);
    }
  }

  private Spool spool(InputStream octets) throws IOException {
    Spool spool = new Spool(spools, PART);
    try {
      spool.fill(octets);
      return spool;
    } catch (IOException | RuntimeException e) {
      spool.close();
      throw e;
    }
  }

  @Override
  public InputStream open(String id, long first, long count) throws IOException {
    String key = blob(id);
    if (count == 0) {
      return InputStream.nullInputStream();
    }
    try {
      return bucket().open(key, first, count);
    } catch (S3Exception e) {
      if (e.missing()) {
        FileNotFoundException missing = new FileNotFoundException("No blob " + id);
        missing.initCause(e);
        throw missing;
      }
      throw e;
    }
  }

  @Override
  public void delete(String id) throws IOException {
    String key = blob(id);
    Optional<PieceState> state = state(id);
    if (state.isPresent()) {
      bucket().abort(key, state.get().uploadId());
      deleteTail(state.get());
      bucket().delete(stateKey(id));
    }
    bucket().delete(key);
  }

  @Override
  public long received(String id) throws IOException {
    Optional<PieceState> state = state(id);
    return state.isPresent() ? state.get().received() : size(id).orElse(0L);
  }

  private Optional<Long> size(String id) throws IOException {
    try {
      return Optional.of(bucket().size(blob(id)));
    } catch (S3Exception e) {
      if (e.missing()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<PieceState> state(String id) throws IOException {
    try {
      return Optional.of(PieceState.read(bucket().text(stateKey(id))));
    } catch (S3Exception e) {
      if (e.missing()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public long append(String id, long offset, InputStream octets, long size) throws IOException {
    if (!comingIn.add(id)) {
      throw new OutOfStepException("Another piece is coming in");
    }
    try {
      Optional<PieceState> known = state(id);
      long received = known.map(PieceState::received).orElse(0L);
      if (received != offset) {
        throw new OutOfStepException("There are " + received + " octets, not " + offset);
      }
      PieceState state =
          known.isPresent() ? known.get() : PieceState.begun(bucket().begin(blob(id)), PART);
      return append(id, state, octets, size);
    } finally {
      comingIn.remove(id);
    }
  }

  /** The state of before counts until everything of the piece is stored. */
  private long append(String id, PieceState before, InputStream octets, long size)
      throws IOException {
    List<String> etags = new ArrayList<>(before.etags());
    String tail = "";
    long tailSize = 0;
    long received = before.received();
    Optional<IOException> brokeOff = Optional.empty();
    boolean whole = true;
    for (boolean first = true; whole; first = false) {
      try (Spool spool = new Spool(spools, before.partSize())) {
        long had = first ? refill(spool, before) : 0;
        spool.fill(octets);
        brokeOff = spool.brokeOff();
        if (brokeOff.isPresent() && brokeOff.get() instanceof TooLargeException tooLarge) {
          throw tooLarge;
        }
        received += spool.size() - had;
        requireAtMost(received, size);
        whole = spool.full();
        if (whole) {
          etags.add(bucket().part(blob(id), before.uploadId(), etags.size() + 1, spool.body()));
        } else if (spool.size() > 0) {
          tail = piecesOf(id) + "tail-" + Ids.random();
          tailSize = spool.size();
          bucket().put(tail, spool.body());
        }
      }
    }
    bucket().put(stateKey(id), Body.of(before.with(etags, tail, tailSize).text()));
    deleteTail(before);
    if (brokeOff.isPresent()) {
      throw brokeOff.get();
    }
    return received;
  }

  private long refill(Spool spool, PieceState before) throws IOException {
    if (before.tailSize() > 0) {
      try (InputStream tail = bucket().open(before.tail(), 0, before.tailSize())) {
        spool.fill(tail);
      }
      if (spool.size() != before.tailSize() || spool.brokeOff().isPresent()) {
        throw new IOException("The end of what is there already could not be read");
      }
      spool.goOn();
    }
    return before.tailSize();
  }

  private void deleteTail(PieceState state) throws IOException {
    if (!state.tail().isEmpty()) {
      bucket().delete(state.tail());
    }
  }

  @Override
  public void complete(String id) throws IOException {
    Optional<PieceState> known = state(id);
    if (known.isEmpty()) {
      if (size(id).isEmpty()) {
        throw new FileNotFoundException("No pieces of " + id);
      }
      return;
    }
    PieceState state = known.get();
    if (!size(id).filter(size -> size == state.received()).isPresent()) {
      join(id, state);
    }
    deleteTail(state);
    bucket().delete(stateKey(id));
  }

  private void join(String id, PieceState state) throws IOException {
    List<String> etags = new ArrayList<>(state.etags());
    if (state.tailSize() > 0) {
      try (Spool spool = new Spool(spools, state.partSize())) {
        refill(spool, state);
        etags.add(bucket().part(blob(id), state.uploadId(), etags.size() + 1, spool.body()));
      }
    }
    bucket().complete(blob(id), state.uploadId(), etags);
  }

  private String blob(String id) {
    return prefix + "blobs/" + checked(id);
  }

  private String piecesOf(String id) {
    return prefix + "pieces/" + checked(id) + "/";
  }

  private String stateKey(String id) {
    return piecesOf(id) + "state";
  }

  /** The pattern keeps an id from naming anything else, and from having to be encoded. */
  private static String checked(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("Not the id of a blob");
    }
    return id;
  }
}

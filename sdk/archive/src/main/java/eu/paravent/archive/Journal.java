package eu.paravent.archive;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import eu.paravent.client.ConversationId;
import eu.paravent.client.RefusedException;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.UserId;
import eu.paravent.client.archive.RecordDesk;
import eu.paravent.client.archive.RecordKeeper;
import eu.paravent.client.archive.Recorded;
import eu.paravent.client.message.Attachment;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one archivist in one folder: keeps what its client hands over (give it to {@link
 * eu.paravent.client.ChatClient#keepRecords}). Each record is sealed for the opening key, which is
 * not here, and stands as one signed line in a chain of hashes. Lines are only ever added; deleting
 * takes the sealed content away and leaves the line. One process at a time. Thread-safe.
 *
 * <p>Where a line stands in the chain, and that it is there, whoever verifies sees without opening
 * anything. That the newest lines are missing shows only who knows of them: note {@link #head()}
 * elsewhere from time to time, or have it {@link #timestamp stamped}.
 */
public final class Journal implements RecordKeeper, AutoCloseable {
  private static final int VERSION = 1;
  private static final String ERASURE = "erasure";

  private final Folder folder;
  private final FileChannel lockFile;
  private final String id;
  private final byte[] sealedFor;
  private final List<Line> lines = new ArrayList<>();
  private final Map<Long, Line.Kind> fates = new HashMap<>();
  private long position;

  private Journal(Folder folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
    JsonObject header = folder.readHeader();
    if (header.getInt("v") != VERSION) {
      throw new JournalException("The journal was written by another version of this library");
    }
    id = header.getString("journal", "");
    sealedFor = Bytes.bytes(header.getString("sealedFor", ""));
    for (String line : folder.lines().lines()) {
      note(Line.read(line));
    }
  }

  /**
   * Makes a journal in an empty folder.
   *
   * @param desk of the archivist's client
   */
  public static void create(Path folder, RecordDesk desk, OpeningKey.Made key) {
    Folder files = new Folder(folder);
    if (Files.exists(files.header())) {
      throw new JournalException("There is a journal in this folder already");
    }
    byte[] root = desk.certificates().get(desk.certificates().size() - 1);
    String created = desk.now().toString();
    JsonObject header = new JsonObject();
    header.put("v", VERSION);
    header.put("journal", Bytes.hash(key.publicKey(), root, Bytes.utf8(created)));
    header.put("organisation", desk.archivist().organisation());
    header.put("archivist", desk.archivist().uri());
    header.put("root", Bytes.text(root));
    header.put("sealedFor", Bytes.text(key.publicKey()));
    header.put("personsToOpen", key.needed());
    header.put("shares", key.persons());
    header.put("created", created);
    files.put(files.header(), Bytes.utf8(JsonWriter.indent("  ").string().object(header).done()));
    try {
      Files.createDirectories(folder.resolve("chain"));
    } catch (IOException e) {
      throw new JournalException("Cannot make a journal in this folder", e);
    }
  }

  /**
   * Opens it for writing.
   *
   * @throws JournalException if it is no journal, or another process writes it
   */
  public static Journal open(Path folder) {
    Folder files = new Folder(folder);
    files.readHeader();
    try {
      FileChannel channel =
          FileChannel.open(files.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      @Nullable FileLock lock = null;
      try {
        lock = channel.tryLock();
        if (lock != null) {
          return new Journal(files, channel);
        }
      } catch (OverlappingFileLockException e) {
        throw new JournalException("This process writes the journal already", e);
      } finally {
        if (lock == null) {
          channel.close();
        }
      }
      throw new JournalException("Another process writes this journal");
    } catch (IOException e) {
      throw new JournalException("Cannot open the journal", e);
    }
  }

  private void note(Line line) {
    lines.add(line);
    if (line.kind() == Line.Kind.RECORD) {
      position = Math.max(position, line.fields().getLong("position"));
    }
    if (line.kind() == Line.Kind.ERASED || line.kind() == Line.Kind.RESTRICTED) {
      line.records().forEach(number -> fates.put(number, line.kind()));
    }
  }

  @Override
  public synchronized void keep(Recorded record, RecordDesk desk) {
    if (record.position() <= position) {
      // it came again: the process ended before the client knew that it was kept
      return;
    }
    forgetWhoAsked(record, desk);
    long number = lines.size();
    JsonObject content = Entry.of(record);
    Optional<byte[]> file = Optional.empty();
    Optional<Attachment> attachment = record.rendering().file();
    if (attachment.isPresent()) {
      JsonObject about = new JsonObject();
      about.put("name", attachment.get().name());
      about.put("mediaType", attachment.get().mediaType());
      try {
        byte[] bytes = desk.download(record.conversation(), attachment.get());
        about.put("sha256", Bytes.hash(bytes));
        about.put("size", bytes.length);
        file = Optional.of(bytes);
      } catch (RefusedException | UntrustedException e) {
        // it will never come: that is recorded as well
        about.put("missing", String.valueOf(e.getMessage()));
      }
      content.put("file", about);
    }
    JsonObject line = begin(Line.Kind.RECORD, desk);
    line.put("position", record.position());
    line.put("conversation", record.conversation().value());
    line.put("sequence", record.sequence());
    line.put("record", record.kind().name());
    if (record.kind() == Recorded.Kind.MESSAGE) {
      record.rendering().by().ifPresent(by -> line.put("who", who(record.conversation(), by)));
    }
    record
        .retention()
        .keptUntil(record.keptAs(), record.time())
        .ifPresent(until -> line.put("keepUntil", until.toString()));
    record
        .retention()
        .deletedAt(record.keptAs(), record.time())
        .ifPresent(at -> line.put("deleteAt", at.toString()));
    byte[] plain = Entry.bytes(content);
    line.put("plain", Bytes.hash(plain));
    line.put("sealed", seal(number, "entry", plain));
    file.ifPresent(bytes -> line.put("file", seal(number, "file", bytes)));
    append(line, desk);
  }

  /**
   * Before the request is recorded: where the process ends in between, it comes again and finds
   * nothing left to do.
   */
  private void forgetWhoAsked(Recorded record, RecordDesk desk) {
    if (record.rendering().what().equals(ERASURE)) {
      erase(
          record.conversation(),
          new UserId(record.rendering().text()),
          "asked for in entry " + record.sequence(),
          desk);
    }
  }

  /** Whose record it is, told only to who knows the person already. */
  private String who(ConversationId conversation, UserId person) {
    return Bytes.hash(Bytes.utf8(id), Bytes.utf8(conversation.value() + "\n" + person.uri()));
  }

  private String seal(long number, String part, byte[] plain) {
    byte[] sealed = OpeningKey.seal(sealedFor, Line.about(id, number, part), plain);
    folder.put(folder.sealed(number, part), sealed);
    return Bytes.hash(sealed);
  }

  private JsonObject begin(Line.Kind kind, RecordDesk desk) {
    List<byte[]> certificates = desk.certificates();
    String signer = Bytes.hash(certificates.get(0));
    for (int i = 0; i < certificates.size(); i++) {
      Path file = folder.signer(signer, i);
      if (!Files.exists(file)) {
        folder.put(file, certificates.get(i));
      }
    }
    String previous = lines.isEmpty() ? id : lines.get(lines.size() - 1).hash();
    return Line.begin(kind, lines.size(), previous, desk);
  }

  private void append(JsonObject fields, RecordDesk desk) {
    Line line = Line.sign(fields, desk);
    folder.append(line.number(), line.signed());
    note(line);
  }

  /**
   * The newest line: how many there are, and the hash over all of them. Whoever has noted it sees
   * later whether the journal still ends there or goes on from there.
   */
  public synchronized Optional<Head> head() {
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(new Head(lines.size(), lines.get(lines.size() - 1).hash()));
  }

  /**
   * @param lines how many there are
   * @param hash of the newest, base64url
   */
  public record Head(long lines, String hash) {}

  /**
   * Has somebody else say when the journal was as it is now (RFC 3161).
   *
   * @throws JournalException if the answer is not a timestamp of this
   */
  public synchronized void timestamp(TimestampAuthority authority, RecordDesk desk) {
    if (lines.isEmpty()) {
      return;
    }
    byte[] hash = Bytes.sha256(Bytes.utf8(lines.get(lines.size() - 1).signed()));
    JsonObject line = begin(Line.Kind.TIMESTAMP, desk);
    line.put("token", Bytes.text(Timestamps.get(authority, hash)));
    append(line, desk);
  }

  /**
   * Deletes what is recorded of a conversation, as far as it may be: the content of records that
   * have to be kept no longer. The others are restricted: exported only by who says so, and deleted
   * by {@link #sweep} once their time is over.
   *
   * @param why a reference to the request, not a name
   */
  public synchronized Erasure erase(ConversationId conversation, String why, RecordDesk desk) {
    return erase(line -> line.text("conversation").equals(conversation.value()), why, desk);
  }

  /**
   * As {@link #erase(ConversationId, String, RecordDesk)}, of what one person said and sent. Done
   * by itself where somebody who may asks for it in the conversation: see {@link
   * eu.paravent.client.Conversation#erase}. Records written before this library knew whose they are
   * are not found.
   */
  public synchronized Erasure erase(
      ConversationId conversation, UserId person, String why, RecordDesk desk) {
    String who = who(conversation, person);
    return erase(line -> line.text("who").equals(who), why, desk);
  }

  /** What was deleted and what has to stay. */
  public record Erasure(int erased, int restricted, Optional<Instant> lastUntil) {}

  private Erasure erase(Predicate<Line> which, String why, RecordDesk desk) {
    List<Long> free = new ArrayList<>();
    List<Long> bound = new ArrayList<>();
    Optional<Instant> last = Optional.empty();
    for (Line line : List.copyOf(lines)) {
      Line.@Nullable Kind fate = fates.get(line.number());
      if (line.kind() != Line.Kind.RECORD || fate == Line.Kind.ERASED || !which.test(line)) {
        continue;
      }
      Optional<Instant> until = line.time("keepUntil").filter(time -> time.isAfter(desk.now()));
      if (until.isEmpty()) {
        free.add(line.number());
      } else {
        last = last.filter(time -> time.isAfter(until.get())).or(() -> until);
        if (fate == null) {
          bound.add(line.number());
        }
      }
    }
    say(Line.Kind.ERASED, free, why, desk);
    free.forEach(this::deleteContent);
    say(Line.Kind.RESTRICTED, bound, why, desk);
    return new Erasure(free.size(), bound.size(), last);
  }

  /** First the line, then the deed: a crash in between is made good by {@link #sweep}. */
  private void say(Line.Kind kind, Collection<Long> records, String why, RecordDesk desk) {
    if (!records.isEmpty()) {
      JsonObject line = begin(kind, desk);
      JsonArray numbers = new JsonArray();
      numbers.addAll(records);
      line.put("records", numbers);
      line.put("why", why);
      append(line, desk);
    }
  }

  private void deleteContent(long number) {
    folder.delete(folder.sealed(number, "entry"));
    folder.delete(folder.sealed(number, "file"));
  }

  /**
   * Deletes what has reached its maximum, and what is restricted and has to be kept no longer. To
   * be called once a day or so.
   *
   * @return how many records
   */
  public synchronized int sweep(RecordDesk desk) {
    fates.forEach(
        (number, fate) -> {
          if (fate == Line.Kind.ERASED) {
            deleteContent(number);
          }
        });
    Instant now = desk.now();
    Predicate<Line> due =
        line ->
            line.time("keepUntil").filter(until -> until.isAfter(now)).isEmpty()
                && (fates.get(line.number()) == Line.Kind.RESTRICTED
                    || line.time("deleteAt").filter(at -> !at.isAfter(now)).isPresent());
    return erase(due, "retention", desk).erased();
  }

  /**
   * Notes that the archive is being opened, before it is.
   *
   * @param by who, in the words of the organisation: pseudonyms or roles
   */
  public synchronized void opened(String by, String why, RecordDesk desk) {
    JsonObject line = begin(Line.Kind.OPENED, desk);
    line.put("by", by);
    line.put("why", why);
    append(line, desk);
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new JournalException("The journal cannot be closed", e);
    }
  }
}

package eu.paravent.archive;

import com.grack.nanojson.JsonObject;
import eu.paravent.archive.Finding.Kind;
import eu.paravent.client.archive.Recorded;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds a journal against what its archivist signed. Without the opening key: every line, its place
 * and its signature, every sealed content by its hash, every conversation's log without gaps, every
 * deletion by its time. With it also: that the content is what the line says, and each message what
 * its sender signed.
 */
public final class Verification {
  private final Folder folder;
  private final Trust trust;
  private final Optional<OpeningKey> key;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, List<byte[]>> signers = new HashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<Long, Line> records = new HashMap<>();
  private final Map<Long, Long> erased = new HashMap<>();
  private Optional<Instant> stamped = Optional.empty();
  private long position;

  private Verification(Path folder, Trust trust, Optional<OpeningKey> key) {
    this.folder = new Folder(folder);
    this.trust = trust;
    this.key = key;
  }

  /** Of the chain, without opening anything. */
  public static Verdict of(Path folder, Trust trust) {
    return new Verification(folder, trust, Optional.empty()).verdict();
  }

  /** Of the content too. */
  public static Verdict of(Path folder, Trust trust, OpeningKey key) {
    return new Verification(folder, trust, Optional.of(key)).verdict();
  }

  private void find(Kind kind, long line, String detail) {
    findings.add(new Finding(kind, line, detail));
  }

  private Verdict verdict() {
    JsonObject header = folder.readHeader();
    String id = header.getString("journal", "");
    if (!id.equals(expectedId(header))) {
      find(Kind.CHANGED, -1, "the journal's header is not what it was made with");
    }
    Folder.Chain chain = folder.lines();
    if (chain.torn()) {
      find(Kind.CHANGED, chain.lines().size(), "the newest line has no end");
    }
    List<Line> lines = read(chain.lines());
    String previous = id;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      if (line.signed().isEmpty()) {
        previous = "";
        continue;
      }
      place(line, i, previous);
      Signatures.line(line, signer(line.text("signer")), trust.root())
          .ifPresent(why -> find(Kind.CHANGED, line.number(), "line: " + why));
      meaning(line, i == 0 ? Optional.empty() : Optional.of(lines.get(i - 1)));
      previous = line.hash();
    }
    records.values().forEach(line -> content(id, line));
    end(lines);
    return new Verdict(
        id, lines.size(), records.size(), erased.size(), key.isPresent(), stamped, findings);
  }

  private static String expectedId(JsonObject header) {
    try {
      return Bytes.hash(
          Bytes.bytes(header.getString("sealedFor", "")),
          Bytes.bytes(header.getString("root", "")),
          Bytes.utf8(header.getString("created", "")));
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private List<Line> read(List<String> texts) {
    List<Line> lines = new ArrayList<>();
    for (String text : texts) {
      try {
        lines.add(Line.read(text));
      } catch (JournalException e) {
        find(Kind.CHANGED, lines.size(), String.valueOf(e.getMessage()));
        lines.add(new Line(new JsonObject(), ""));
      }
    }
    return lines;
  }

  private void place(Line line, int index, String previous) {
    long number = line.number();
    if (number != index) {
      find(
          number > index ? Kind.MISSING : Kind.REORDERED,
          number,
          "line " + number + " stands at place " + index);
    } else if (!line.text("prev").equals(previous)) {
      find(Kind.CHANGED, number, "the line before is not the one that this line follows");
    }
  }

  private List<byte[]> signer(String hash) {
    return signers.computeIfAbsent(
        hash,
        missing -> {
          List<byte[]> chain = new ArrayList<>();
          if (hash.matches("[A-Za-z0-9_-]{43}")) {
            for (int i = 0; i < 2; i++) {
              folder.read(folder.signer(hash, i)).ifPresent(chain::add);
            }
          }
          return chain;
        });
  }

  private void meaning(Line line, Optional<Line> before) {
    try {
      switch (line.kind()) {
        case RECORD:
          record(line);
          break;
        case TIMESTAMP:
          stamp(line, before);
          break;
        case ERASED:
          line.records().forEach(number -> erased(line, number));
          break;
        default:
          break;
      }
    } catch (RuntimeException e) {
      find(Kind.CHANGED, line.number(), "the line cannot be read");
    }
  }

  private void record(Line line) {
    records.put(line.number(), line);
    long here = line.fields().getLong("position");
    if (here != position + 1) {
      find(Kind.MISSING, line.number(), "records " + (position + 1) + " to " + (here - 1));
    }
    position = here;
    String conversation = line.text("conversation");
    long sequence = line.fields().getLong("sequence");
    Recorded.Kind kind = Recorded.Kind.valueOf(line.text("record"));
    Long known = sequences.get(conversation);
    boolean anywhere = kind == Recorded.Kind.JOINED || kind == Recorded.Kind.GAP;
    if (!anywhere && (known == null || sequence != known + 1)) {
      find(
          Kind.MISSING,
          line.number(),
          "entries of conversation " + conversation + " before entry " + sequence);
    }
    sequences.put(conversation, sequence);
  }

  private void stamp(Line line, Optional<Line> before) {
    if (trust.timestampAuthority().isEmpty() || before.isEmpty()) {
      return;
    }
    try {
      Instant time =
          Timestamps.verify(
              Bytes.bytes(line.text("token")),
              Bytes.sha256(Bytes.utf8(before.get().signed())),
              trust.timestampAuthority().get());
      stamped = Optional.of(time);
    } catch (JournalException e) {
      find(Kind.CHANGED, line.number(), String.valueOf(e.getMessage()));
    }
  }

  private void erased(Line line, long number) {
    Line record = records.get(number);
    if (record == null) {
      find(Kind.CHANGED, line.number(), "it deletes record " + number + ", which is none");
      return;
    }
    erased.put(number, line.number());
    boolean early =
        record
            .time("keepUntil")
            .filter(until -> line.time("at").filter(at -> !at.isBefore(until)).isEmpty())
            .isPresent();
    if (early) {
      find(Kind.MISSING, number, "its content was deleted before its time was over");
    }
  }

  private void content(String id, Line line) {
    if (erased.containsKey(line.number())) {
      return;
    }
    Optional<byte[]> entry = sealed(line, "entry", "sealed");
    Optional<byte[]> file = line.hasFile() ? sealed(line, "file", "file") : Optional.empty();
    if (key.isEmpty() || entry.isEmpty()) {
      return;
    }
    try {
      byte[] plain = key.get().open(Line.about(id, line.number(), "entry"), entry.get());
      Entry read = Entry.read(plain);
      Optional<byte[]> opened =
          file.map(bytes -> key.get().open(Line.about(id, line.number(), "file"), bytes));
      opened(line, plain, read, opened).ifPresent(why -> find(Kind.CHANGED, line.number(), why));
    } catch (RuntimeException e) {
      find(Kind.CHANGED, line.number(), "its content cannot be read: " + e.getMessage());
    }
  }

  /** Why opened content is not what this line stands for. */
  static Optional<String> opened(Line line, byte[] plain, Entry entry, Optional<byte[]> file) {
    if (!Bytes.hash(plain).equals(line.text("plain"))
        || !entry.text("conversation").equals(line.text("conversation"))
        || entry.json().getLong("sequence") != line.fields().getLong("sequence")
        || !entry.text("kind").equals(line.text("record"))) {
      return Optional.of("its content is another record's");
    }
    if (file.isPresent()
        && !entry
            .file()
            .filter(about -> Bytes.hash(file.get()).equals(about.getString("sha256")))
            .isPresent()) {
      return Optional.of("its file is not the one that was recorded");
    }
    return entry.kind() == Recorded.Kind.MESSAGE ? Signatures.message(entry) : Optional.empty();
  }

  private Optional<byte[]> sealed(Line line, String part, String field) {
    Optional<byte[]> bytes = folder.read(folder.sealed(line.number(), part));
    if (bytes.isEmpty()) {
      find(Kind.MISSING, line.number(), "its " + part + " is not there");
      return bytes;
    }
    if (!Bytes.hash(bytes.get()).equals(line.text(field))) {
      find(Kind.CHANGED, line.number(), "its " + part + " is not what was sealed");
      return Optional.empty();
    }
    return bytes;
  }

  /** Lines that were cut off at the end leave no gap: the head knows of them, or who noted it. */
  private void end(List<Line> lines) {
    Optional<byte[]> head = folder.read(folder.head());
    if (head.isEmpty()) {
      if (!lines.isEmpty()) {
        find(Kind.MISSING, -1, "the head of the journal");
      }
    } else {
      // a crash leaves it one line behind, never ahead
      String text = Bytes.utf8(head.get());
      boolean there =
          lines.stream()
              .skip(Math.max(0, lines.size() - 2))
              .anyMatch(l -> (l.signed() + "\n").equals(text));
      if (!there) {
        find(Kind.MISSING, lines.size(), "lines at the end, or the head of the journal is changed");
      }
    }
    trust
        .noted()
        .filter(
            noted ->
                lines.size() < noted.lines()
                    || !lines.get((int) noted.lines() - 1).hash().equals(noted.hash()))
        .ifPresent(
            noted -> find(Kind.MISSING, noted.lines() - 1, "the line that was noted as the head"));
  }
}

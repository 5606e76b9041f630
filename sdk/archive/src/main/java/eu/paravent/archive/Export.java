package eu.paravent.archive;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import eu.paravent.client.archive.RecordDesk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a part of a journal as a ZIP that stands for itself: each record as JSON with its original
 * bytes and files, the archivist's signed line of each, readable pages, the procedure
 * documentation, and an index with the hash of every file, signed. {@link ExportVerification} needs
 * no more than that and the root certificate.
 */
public final class Export {
  static final int VERSION = 1;
  static final String INDEX = "index.json", SIGNED = "index.jws", LINES = "lines.jws";

  private final Folder folder;
  private final String id;
  private final OpeningKey key;
  private final Selection selection;
  private final ZipOutputStream zip;
  private final JsonArray files = new JsonArray();
  private final Map<String, Room> rooms = new LinkedHashMap<>();
  private boolean gaps;

  private Export(Path journal, OpeningKey key, Selection selection, OutputStream out) {
    folder = new Folder(journal);
    id = folder.readHeader().getString("journal", "");
    this.key = key;
    this.selection = selection;
    zip = new ZipOutputStream(out);
  }

  /** What was written. */
  public record Summary(int conversations, int records, int files, Verdict verdict) {}

  /**
   * Verifies the journal and exports what is selected. Call {@link Journal#opened} before.
   *
   * @param desk signs the index
   * @throws JournalException if the key is not this journal's
   */
  public static Summary write(
      Path journal,
      OpeningKey key,
      Selection selection,
      Trust trust,
      RecordDesk desk,
      OutputStream out) {
    Verdict verdict = Verification.of(journal, trust, key);
    try {
      return new Export(journal, key, selection, out).write(verdict, desk);
    } catch (IOException e) {
      throw new JournalException("The export cannot be written: is the disk full?", e);
    }
  }

  /**
   * As {@link #write}, for whoever hands it on: verified once more as its receiver can.
   *
   * @return the ZIP
   * @throws JournalException also if the journal or the export shows anything that should not be
   */
  public static byte[] verified(
      Path journal, OpeningKey key, Selection selection, Trust trust, RecordDesk desk) {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    List<Finding> findings =
        new ArrayList<>(write(journal, key, selection, trust, desk, zip).verdict().findings());
    findings.addAll(ExportVerification.of(zip.toByteArray(), trust.root()));
    if (!findings.isEmpty()) {
      throw new JournalException(
          "Not to be handed on, the journal has to be looked at: " + findings);
    }
    return zip.toByteArray();
  }

  private record Chosen(Line line, Entry entry) {}

  private Summary write(Verdict verdict, RecordDesk desk) throws IOException {
    List<Line> records = new ArrayList<>();
    Set<Long> erased = new LinkedHashSet<>();
    Set<Long> restricted = new LinkedHashSet<>();
    for (String text : folder.lines().lines()) {
      Line line = Line.read(text);
      switch (line.kind()) {
        case RECORD -> records.add(line);
        case ERASED -> erased.addAll(line.records());
        case RESTRICTED -> restricted.addAll(line.records());
        default -> {}
      }
    }
    gaps =
        gaps(
            records,
            number ->
                erased.contains(number)
                    || (restricted.contains(number) && !selection.restricted()));
    records.removeIf(line -> erased.contains(line.number()));
    for (Line line : records) {
      room(line.text("conversation")).note(Entry.read(open(line, "entry")));
    }
    records.removeIf(
        line ->
            (restricted.contains(line.number()) && !selection.restricted())
                || !room(line.text("conversation")).in(selection));
    Map<String, List<Chosen>> chosen = new LinkedHashMap<>();
    Set<String> signers = new LinkedHashSet<>();
    StringBuilder lines = new StringBuilder();
    int attached = 0;
    int written = 0;
    for (Line line : records) {
      byte[] plain = open(line, "entry");
      Entry entry = Entry.read(plain);
      if (!selection.at(Instant.parse(entry.text("time")))) {
        continue;
      }
      chosen
          .computeIfAbsent(line.text("conversation"), none -> new ArrayList<>())
          .add(new Chosen(line, entry));
      put("entries/" + line.number() + ".json", plain);
      Optional<byte[]> thumbnail = entry.thumbnail();
      if (thumbnail.isPresent()) {
        put(thumbnailOf(line), thumbnail.get());
      }
      if (line.hasFile()) {
        put(file(line, entry), open(line, "file"));
        attached++;
      }
      lines.append(line.signed()).append('\n');
      signers.add(line.text("signer"));
      written++;
    }
    signers.add(Bytes.hash(desk.certificates().get(0)));
    put(LINES, Bytes.utf8(lines.toString()));
    for (String signer : signers) {
      for (int i = 0; i < 2; i++) {
        Optional<byte[]> certificate = folder.read(folder.signer(signer, i));
        if (certificate.isPresent()) {
          put("signers/" + signer + "." + i + ".der", certificate.get());
        }
      }
    }
    JsonArray index = new JsonArray();
    for (Map.Entry<String, List<Chosen>> one : chosen.entrySet()) {
      Room room = room(one.getKey());
      List<Entry> entries = one.getValue().stream().map(Chosen::entry).toList();
      List<String> paths =
          one.getValue().stream()
              .map(c -> c.line().hasFile() ? file(c.line(), c.entry()) : "")
              .toList();
      put("conversations/" + room.id + ".html", Pages.conversation(room, entries, paths));
      JsonObject about = new JsonObject();
      about.put("id", room.id);
      about.put("title", room.title());
      about.put("references", new JsonArray(room.references()));
      about.put("people", new JsonArray(room.people()));
      about.put("records", entries.size());
      index.add(about);
    }
    JsonObject header = folder.readHeader();
    put("procedure.de.html", Procedure.page("de", header, desk.now()));
    put("procedure.en.html", Procedure.page("en", header, desk.now()));
    put("index.html", Pages.index(header, index, verdict, desk.now()));
    sign(header, index, verdict, desk);
    zip.finish();
    return new Summary(chosen.size(), written, attached, verdict);
  }

  /** Whether what is left out leaves a hole within a conversation, and not only at its ends. */
  private static boolean gaps(List<Line> records, LongPredicate out) {
    Set<String> begun = new HashSet<>();
    Set<String> holed = new HashSet<>();
    for (Line line : records) {
      String conversation = line.text("conversation");
      if (!out.test(line.number())) {
        if (holed.contains(conversation)) {
          return true;
        }
        begun.add(conversation);
      } else if (begun.contains(conversation)) {
        holed.add(conversation);
      }
    }
    return false;
  }

  private void sign(JsonObject header, JsonArray conversations, Verdict verdict, RecordDesk desk)
      throws IOException {
    JsonObject index = new JsonObject();
    index.put("v", VERSION);
    index.put("journal", id);
    index.put("organisation", header.getString("organisation"));
    index.put("archivist", header.getString("archivist"));
    index.put("exported", desk.now().toString());
    index.put("from", selection.from().map(Instant::toString).orElse(""));
    index.put("to", selection.to().map(Instant::toString).orElse(""));
    index.put("reference", selection.reference().map(Object::toString).orElse(""));
    index.put("partner", selection.partner().orElse(""));
    index.put("restrictedToo", selection.restricted());
    index.put(
        "wholeConversations", selection.wholeConversations() && !selection.restricted() && !gaps);
    index.put("journalLines", verdict.lines());
    JsonArray findings = new JsonArray();
    verdict.findings().forEach(f -> findings.add(f.kind() + " " + f.line() + ": " + f.detail()));
    index.put("journalFindings", findings);
    index.put("conversations", conversations);
    index.put("signer", Bytes.hash(desk.certificates().get(0)));
    index.put("files", files);
    byte[] json = Bytes.utf8(JsonWriter.string(index));
    raw(INDEX, json);
    JsonObject statement = new JsonObject();
    statement.put("export", Bytes.hash(json));
    raw(SIGNED, Bytes.utf8(desk.sign(Bytes.utf8(JsonWriter.string(statement)))));
  }

  private Room room(String conversation) {
    return rooms.computeIfAbsent(conversation, Room::new);
  }

  private byte[] open(Line line, String part) {
    byte[] sealed =
        folder
            .read(folder.sealed(line.number(), part))
            .orElseThrow(
                () ->
                    new JournalException(
                        "Record " + line.number() + " is missing: verify the journal first"));
    return key.open(Line.about(id, line.number(), part), sealed);
  }

  static String thumbnailOf(Line line) {
    return "files/" + line.number() + "-thumbnail";
  }

  /** The sender's words are no path of ours. */
  static String file(Line line, Entry entry) {
    String name = entry.file().map(about -> about.getString("name", "")).orElse("");
    String safe = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+", "_");
    return "files/" + line.number() + "-" + (safe.isEmpty() ? "file" : safe);
  }

  private void put(String path, byte[] content) throws IOException {
    raw(path, content);
    JsonObject file = new JsonObject();
    file.put("path", path);
    file.put("sha256", Bytes.hash(content));
    file.put("size", content.length);
    files.add(file);
  }

  private void raw(String path, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(path));
    zip.write(content);
    zip.closeEntry();
  }
}

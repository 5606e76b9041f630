package eu.paravent.archive;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import eu.paravent.archive.Finding.Kind;
import eu.paravent.client.archive.Recorded;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Holds an export against what the archivist and the senders signed, with the root alone. */
public final class ExportVerification {
  private final Map<String, byte[]> files = new HashMap<>();
  private final byte[] root;
  private final List<Finding> findings = new ArrayList<>();

  private ExportVerification(byte[] root) {
    this.root = root;
  }

  /**
   * @param zip as {@link Export} wrote it
   * @param root the organisation's root certificate, DER, known from elsewhere
   * @return empty where everything is as it was exported
   */
  public static List<Finding> of(byte[] zip, byte[] root) {
    ExportVerification verification = new ExportVerification(root);
    try {
      verification.read(zip);
      verification.index();
    } catch (IOException | JsonParserException | RuntimeException e) {
      verification.find(Kind.CHANGED, -1, "the export cannot be read: " + e.getMessage());
    }
    return List.copyOf(verification.findings);
  }

  private void find(Kind kind, long line, String detail) {
    findings.add(new Finding(kind, line, detail));
  }

  private void read(byte[] bytes) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (files.put(entry.getName(), zip.readAllBytes()) != null) {
          find(Kind.CHANGED, -1, entry.getName() + " is there twice");
        }
      }
    }
  }

  private byte[] file(String path) {
    byte[] content = files.get(path);
    if (content == null) {
      throw new JournalException(path + " is missing");
    }
    return content;
  }

  private void index() throws JsonParserException {
    byte[] json = file(Export.INDEX);
    JsonObject index = JsonParser.object().from(Bytes.utf8(json));
    String signed = Bytes.utf8(file(Export.SIGNED));
    String[] parts = signed.split("\\.", -1);
    JsonObject statement = JsonParser.object().from(Bytes.utf8(Bytes.bytes(parts[1])));
    List<byte[]> signer = signer(index.getString("signer", ""));
    if (!Bytes.hash(json).equals(statement.getString("export"))
        || signer.size() != 2
        || !java.util.Arrays.equals(signer.get(1), root)
        || !Signatures.by(signed, signer)) {
      find(Kind.CHANGED, -1, "the index is not what the archivist signed");
    }
    Set<String> listed = new HashSet<>(List.of(Export.INDEX, Export.SIGNED));
    JsonArray all = index.getArray("files", new JsonArray());
    for (int i = 0; i < all.size(); i++) {
      JsonObject one = all.getObject(i);
      String path = one.getString("path", "");
      listed.add(path);
      if (!files.containsKey(path)) {
        find(Kind.MISSING, -1, path);
      } else if (!Bytes.hash(file(path)).equals(one.getString("sha256"))) {
        find(Kind.CHANGED, -1, path + " is not what was exported");
      }
    }
    files.keySet().stream()
        .filter(path -> !listed.contains(path))
        .forEach(path -> find(Kind.CHANGED, -1, path + " was not exported"));
    lines(index.getBoolean("wholeConversations", false));
  }

  private List<byte[]> signer(String hash) {
    List<byte[]> chain = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      byte[] certificate = files.get("signers/" + hash + "." + i + ".der");
      if (certificate != null) {
        chain.add(certificate);
      }
    }
    return chain;
  }

  private void lines(boolean whole) {
    long last = -1;
    Map<String, Long> sequences = new HashMap<>();
    for (String text : Bytes.utf8(file(Export.LINES)).split("\n")) {
      if (text.isEmpty()) {
        continue;
      }
      Line line = Line.read(text);
      if (line.number() <= last) {
        find(Kind.REORDERED, line.number(), "it stands behind line " + last);
      }
      last = line.number();
      Signatures.line(line, signer(line.text("signer")), root)
          .ifPresent(why -> find(Kind.CHANGED, line.number(), why));
      byte[] plain = files.get("entries/" + line.number() + ".json");
      if (plain == null) {
        find(Kind.MISSING, line.number(), "its record");
        continue;
      }
      Entry entry = Entry.read(plain);
      Optional<byte[]> file =
          line.hasFile()
              ? Optional.ofNullable(files.get(Export.file(line, entry)))
              : Optional.empty();
      Verification.opened(line, plain, entry, file)
          .ifPresent(why -> find(Kind.CHANGED, line.number(), why));
      if (whole) {
        follows(line, sequences);
      }
    }
  }

  private void follows(Line line, Map<String, Long> sequences) {
    Recorded.Kind kind = Recorded.Kind.valueOf(line.text("record"));
    long sequence = line.fields().getLong("sequence");
    Long known = sequences.put(line.text("conversation"), sequence);
    boolean anywhere = kind == Recorded.Kind.JOINED || kind == Recorded.Kind.GAP;
    if (!anywhere && known != null && sequence != known + 1) {
      find(Kind.MISSING, line.number(), "entries before entry " + sequence);
    }
  }
}

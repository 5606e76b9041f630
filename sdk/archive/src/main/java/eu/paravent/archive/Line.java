package eu.paravent.archive;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import eu.paravent.client.archive.RecordDesk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of the chain: a compact JWS over its JSON. What it says in clear names nobody: numbers,
 * times, hashes, and the conversation's pseudonymous id.
 */
record Line(JsonObject fields, String signed) {
  static final int VERSION = 1;

  enum Kind {
    /** A record; sealed beside the chain. */
    RECORD,
    /** A timestamp over the line before. */
    TIMESTAMP,
    /** Records whose content was deleted. */
    ERASED,
    /** Records that somebody asked to delete and that have to be kept. */
    RESTRICTED,
    /** Somebody opened the archive. */
    OPENED
  }

  static JsonObject begin(Kind kind, long number, String previous, RecordDesk desk) {
    JsonObject fields = new JsonObject();
    fields.put("v", VERSION);
    fields.put("kind", kind.name());
    fields.put("n", number);
    fields.put("prev", previous);
    fields.put("at", desk.now().toString());
    fields.put("signer", Bytes.hash(desk.certificates().get(0)));
    return fields;
  }

  static Line sign(JsonObject fields, RecordDesk desk) {
    return new Line(fields, desk.sign(Bytes.utf8(JsonWriter.string(fields))));
  }

  /**
   * Reads it; verifies nothing.
   *
   * @throws JournalException if it is none
   */
  static Line read(String signed) {
    String[] parts = signed.split("\\.", -1);
    try {
      if (parts.length == 3) {
        JsonObject fields = JsonParser.object().from(Bytes.utf8(Bytes.bytes(parts[1])));
        Line line = new Line(fields, signed);
        if (fields.getInt("v") == VERSION) {
          line.kind();
          return line;
        }
      }
    } catch (JsonParserException | IllegalArgumentException | NullPointerException e) {
      throw new JournalException("A line of the journal cannot be read", e);
    }
    throw new JournalException("A line of the journal is of no known version");
  }

  Kind kind() {
    return Kind.valueOf(fields.getString("kind"));
  }

  long number() {
    return fields.getLong("n", -1);
  }

  String text(String field) {
    return fields.getString(field, "");
  }

  Optional<Instant> time(String field) {
    String text = text(field);
    return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
  }

  /** What the next line names. */
  String hash() {
    return Bytes.hash(Bytes.utf8(signed));
  }

  /** The records that it is about. */
  List<Long> records() {
    List<Long> numbers = new ArrayList<>();
    JsonArray listed = fields.getArray("records", new JsonArray());
    for (int i = 0; i < listed.size(); i++) {
      numbers.add(listed.getLong(i));
    }
    return numbers;
  }

  boolean hasFile() {
    return !text("file").isEmpty();
  }

  /** What the sealed parts are sealed for. */
  static byte[] about(String journal, long number, String part) {
    return Bytes.utf8(journal + "/" + number + "/" + part);
  }
}

package eu.paravent.archive;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import eu.paravent.client.Participant;
import eu.paravent.client.archive.Recorded;
import java.util.Optional;

/** A record as it is sealed and exported: JSON. */
record Entry(JsonObject json) {
  static final int VERSION = 1;

  static JsonObject of(Recorded record) {
    JsonObject json = new JsonObject();
    json.put("v", VERSION);
    json.put("position", record.position());
    json.put("kind", record.kind().name());
    json.put("conversation", record.conversation().value());
    json.put("sequence", record.sequence());
    json.put("time", record.time().toString());
    json.put("title", record.title());
    record
        .reference()
        .ifPresent(
            reference -> {
              json.put("referenceType", reference.type());
              json.put("referenceKey", reference.key());
            });
    json.put("keptAs", record.keptAs().name());
    json.put("minimumDays", record.retention().minimumDays());
    json.put("maximumDays", record.retention().maximumDays());
    Recorded.Rendering shown = record.rendering();
    json.put("what", shown.what());
    shown.by().ifPresent(by -> json.put("by", by.uri()));
    json.put("text", shown.text());
    json.put("id", shown.id());
    shown.refersTo().ifPresent(id -> json.put("refersTo", id));
    shown
        .thumbnail()
        .ifPresent(
            picture -> {
              json.put("thumbnail", Bytes.text(picture.bytes()));
              json.put("thumbnailType", picture.mediaType());
            });
    json.put("content", Bytes.text(shown.content()));
    json.put("original", Bytes.text(record.original()));
    record
        .proof()
        .ifPresent(
            proof -> {
              json.put("toBeSigned", Bytes.text(proof.toBeSigned()));
              json.put("signature", Bytes.text(proof.signature()));
              JsonArray certificates = new JsonArray();
              proof.certificates().forEach(der -> certificates.add(Bytes.text(der)));
              json.put("certificates", certificates);
            });
    JsonArray people = new JsonArray();
    for (Participant one : record.people()) {
      JsonObject person = new JsonObject();
      person.put("id", one.id().uri());
      person.put("name", one.displayName());
      person.put("role", one.role().name());
      people.add(person);
    }
    json.put("people", people);
    return json;
  }

  /** Of an image, as it was sent. */
  Optional<byte[]> thumbnail() {
    return text("thumbnail").isEmpty()
        ? Optional.empty()
        : Optional.of(Bytes.bytes(text("thumbnail")));
  }

  static Entry read(byte[] content) {
    try {
      JsonObject json = JsonParser.object().from(Bytes.utf8(content));
      if (json.getInt("v") == VERSION) {
        return new Entry(json);
      }
    } catch (JsonParserException e) {
      throw new JournalException("A record of the journal cannot be read", e);
    }
    throw new JournalException("A record of the journal is of no known version");
  }

  static byte[] bytes(JsonObject json) {
    return Bytes.utf8(JsonWriter.string(json));
  }

  String text(String field) {
    return json.getString(field, "");
  }

  byte[] bytes(String field) {
    return Bytes.bytes(text(field));
  }

  Recorded.Kind kind() {
    return Recorded.Kind.valueOf(text("kind"));
  }

  JsonArray people() {
    return json.getArray("people", new JsonArray());
  }

  JsonArray certificates() {
    return json.getArray("certificates", new JsonArray());
  }

  /** What is known of the file that came with it. */
  Optional<JsonObject> file() {
    return Optional.ofNullable(json.getObject("file"));
  }

  String reference() {
    return text("referenceType").isEmpty()
        ? ""
        : text("referenceType") + "/" + text("referenceKey");
  }
}

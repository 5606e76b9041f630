package eu.paravent.client.privacy;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.Message;
import eu.paravent.client.Participant;
import eu.paravent.client.RefusedException;
import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.message.Attachment;
import eu.paravent.client.message.BusinessCard;
import eu.paravent.client.message.ContactCard;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Poll;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What there is about a person (GDPR Art. 15, 20), as one archive: {@code data.json} for machines,
 * {@code auskunft.html} and {@code access.html} for people, {@code files/}. From what this device
 * can read and what the server has. Other devices of the person may hold what this one never
 * received. Not in browsers.
 */
public final class PersonalData {
  private static final int VERSION = 1;

  private final ChatClient client;
  private final Scope scope;
  private final ZipOutputStream zip;
  private int files;
  private int messages;

  private PersonalData(ChatClient client, Scope scope, OutputStream to) {
    this.client = client;
    this.scope = scope;
    this.zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
  }

  /** How much of conversations. */
  public enum Scope {
    /** What the person said and sent: good to be handed over (Art. 20, 15(4)). */
    OWN,
    /** All that this device can read. Mind the rights of the others before handing it on. */
    EVERYTHING
  }

  /** What was written. */
  public record Summary(int conversations, int messages, int files) {}

  /**
   * Writes the archive.
   *
   * @param to stays open
   * @throws ServerUnavailableException if the server did not answer: without its part the archive
   *     would not be whole
   * @throws UncheckedIOException if it cannot be written
   */
  public static Summary write(ChatClient client, Scope scope, OutputStream to) {
    return new PersonalData(client, scope, to).write();
  }

  private Summary write() {
    JsonObject server;
    try {
      server = JsonParser.object().from(client.dataAtServer());
    } catch (JsonParserException e) {
      throw new ServerUnavailableException("What the server says is not of this protocol", e);
    }
    try {
      JsonObject all = new JsonObject();
      all.put("v", VERSION);
      all.put("person", client.self().uri());
      all.put("made", Instant.now().toString());
      all.put("scope", scope.name().toLowerCase(Locale.ROOT));
      JsonArray rooms = new JsonArray();
      for (Conversation one : client.conversations().list()) {
        rooms.add(room(one));
      }
      all.put("conversations", rooms);
      JsonArray receipts = new JsonArray();
      client.noticeReceipts().forEach(receipt -> receipts.add(receipt.signed()));
      all.put("receipts", receipts);
      all.put("server", server);
      put("data.json", JsonWriter.indent("  ").string().object(all).done());
      put("auskunft.html", PersonalPages.of(all, true));
      put("access.html", PersonalPages.of(all, false));
      zip.finish();
      return new Summary(rooms.size(), messages, files);
    } catch (IOException e) {
      throw new UncheckedIOException("The archive cannot be written", e);
    }
  }

  private JsonObject room(Conversation one) throws IOException {
    JsonObject room = new JsonObject();
    room.put("id", one.id().value());
    room.put("title", one.title());
    one.reference().ifPresent(r -> room.put("reference", r.type() + "/" + r.key()));
    if (!one.label().isEmpty()) {
      room.put("label", one.label());
    }
    room.put("state", one.state().name());
    room.put("keptAs", one.kind().name());
    room.put("minimumDays", one.retention().minimumDays());
    room.put("maximumDays", one.retention().maximumDays());
    one.participants().stream()
        .filter(Participant::self)
        .forEach(
            self -> {
              room.put("name", self.displayName());
              room.put("role", self.role().name());
            });
    JsonArray said = new JsonArray();
    for (Message message : one.allMessages()) {
      if (scope == Scope.EVERYTHING || message.sender().equals(client.self())) {
        said.add(message(one, message));
        messages++;
      }
    }
    room.put("messages", said);
    JsonArray erasures = new JsonArray();
    one.erasures().stream()
        .filter(erasure -> erasure.person().equals(client.self()))
        .forEach(erasure -> erasures.add(erasure.at().toString()));
    room.put("erasuresAsked", erasures);
    return room;
  }

  private JsonObject message(Conversation room, Message message) throws IOException {
    JsonObject json = new JsonObject();
    json.put("id", message.id().value());
    json.put("time", message.time().toString());
    json.put("sender", message.sender().uri());
    json.put("state", message.state().name());
    message.edited().ifPresent(at -> json.put("edited", at.toString()));
    message.inReplyTo().ifPresent(id -> json.put("inReplyTo", id.value()));
    message.expires().ifPresent(at -> json.put("expires", at.toString()));
    if (message.imported()) {
      json.put("imported", "not authentic");
    }
    json.put("text", text(message.content()));
    JsonArray own = new JsonArray();
    message.reactions().stream()
        .filter(one -> scope == Scope.EVERYTHING || one.by().equals(client.self()))
        .forEach(one -> own.add(one.emoji()));
    json.put("reactions", own);
    Optional<Attachment> file = Attachment.of(message.content());
    if (file.isPresent()) {
      json.put("file", file(room, file.get()));
    }
    return json;
  }

  private JsonObject file(Conversation room, Attachment file) throws IOException {
    JsonObject about = new JsonObject();
    about.put("name", file.name());
    about.put("mediaType", file.mediaType());
    about.put("size", file.size());
    try {
      byte[] bytes = room.download(file);
      files++;
      // the sender's words are no path of ours
      String safe = file.name().replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+", "_");
      String path = "files/" + files + "-" + (safe.isEmpty() ? "file" : safe);
      zip.putNextEntry(new ZipEntry(path));
      zip.write(bytes);
      zip.closeEntry();
      about.put("path", path);
    } catch (RefusedException | UntrustedException e) {
      about.put("missing", String.valueOf(e.getMessage()));
    }
    return about;
  }

  private static String text(MessageContent content) {
    if (content instanceof MessageContent.Text text) {
      return text.text();
    } else if (content instanceof MessageContent.Location place) {
      return (place.geoUri() + " " + place.label()).trim();
    } else if (content instanceof BusinessCard card) {
      return card.title();
    } else if (content instanceof ContactCard contact) {
      return (contact.displayName() + " " + contact.person()).trim();
    } else if (content instanceof Poll poll) {
      return poll.question() + "\n" + String.join("\n", poll.options());
    }
    return "";
  }

  private void put(String path, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(path));
    zip.write(content.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}

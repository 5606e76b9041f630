package eu.paravent.samples.cli;

import com.grack.nanojson.JsonWriter;
import eu.paravent.client.Conversation;
import eu.paravent.client.Message;
import eu.paravent.client.message.Attachment;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.privacy.Erasure;
import eu.paravent.client.privacy.PersonalData;
import eu.paravent.client.privacy.PersonalRight;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Exports, and what a person has a right to. */
@Command(description = "Records and rights")
final class Records extends Topic {
  Records(Cli cli) {
    super(cli);
  }

  @Command(description = "Writes a conversation to a folder: messages.jsonl and the files.")
  void export(@Parameters(paramLabel = "FOLDER") Path to) throws IOException {
    Conversation room = room();
    List<String> lines = new ArrayList<>();
    for (Message message : room.allMessages()) {
      Map<String, String> line = new TreeMap<>();
      line.put("id", message.id().value());
      line.put("time", message.time().toString());
      line.put("sender", message.sender().uri());
      line.put("name", message.author().displayName());
      line.put("text", words(message));
      Optional<Attachment> attachment = Attachment.of(message.content());
      if (attachment.isPresent()) {
        // the sender's words are no path of ours
        String safe = attachment.get().name().replaceAll("[^A-Za-z0-9._-]", "_");
        Path target = Files.createDirectories(to).resolve(lines.size() + "-" + safe);
        Files.write(target, room.download(attachment.get()));
        line.put("file", target.getFileName().toString());
      }
      lines.add(JsonWriter.string(line));
    }
    Files.write(Files.createDirectories(to).resolve("messages.jsonl"), lines);
    say(lines.size() + " messages");
  }

  /** As it was written, marks included. */
  private static String words(Message message) {
    return message.content() instanceof MessageContent.Text text
        ? text.text()
        : Shown.words(message);
  }

  @Command(name = "my-data", description = "Writes a ZIP of what there is, here and at the server.")
  void myData(@Parameters(paramLabel = "FILE") Path file) throws IOException {
    try (OutputStream to = Files.newOutputStream(file)) {
      PersonalData.Summary written = PersonalData.write(me(), PersonalData.Scope.OWN, to);
      say(written.messages() + " messages, " + written.files() + " files");
    }
  }

  @Command(description = "Has erased what a person said; again: who has not confirmed yet.")
  void forget() {
    for (Erasure asked : me().eraseEverywhere()) {
      say(asked.conversation() + "  " + asked.answers().size() + " devices erased");
      asked.outstanding().forEach(device -> say("  waits for " + device.uri()));
    }
  }

  @Command(description = "Asks the organisation: access, rectification, erasure, restriction, ...")
  void ask(@Parameters(paramLabel = "RIGHT") PersonalRight right) {
    say("to be answered by " + me().askFor(right));
  }
}

package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.RefusedException;
import eu.paravent.client.assist.ImportedChat;
import eu.paravent.client.message.MessageContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was said in another messenger comes along, and nobody takes it for more than it is. */
@Timeout(120)
class ImportedChatTest {
  private static final String ANDROID =
      """
      12.03.21, 14:05 - Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.
      12.03.21, 14:05 - Anna: Wann kommen die Fenster?
      Und wie viele?
      12.03.21, 14:07 - Lager Süd: Dienstag: alle zwölf
      13.03.21, 08:00 - Anna: Danke
      """;
  private static final String IPHONE =
      "\uFEFF\u200E[3/12/21, 2:05:06\u202FPM] Anna: When?\r\n"
          + "[3/12/21, 2:07:00\u202FPM] Ben: Tuesday\r\n"
          + "\u200E[3/12/21, 2:08:00\u202FPM] Ben: \u200Eimage omitted\r\n";

  private final Acme acme = new Acme();
  @TempDir Path folder;

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void goesIntoAConversationAsAFileThatSaysWhatItIs() throws IOException {
    ChatClient alice = acme.online("Alice");
    ChatClient bob = acme.online("Bob");
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("Site").participants(bob.self()));
    Conversation his = Acme.joined(bob, hers.id());
    Path export = file("WhatsApp Chat mit Lager Süd.txt", ANDROID.getBytes(StandardCharsets.UTF_8));
    ImportedChat chat = ImportedChat.whatsApp(export);

    chat.sendTo(hers);
    Acme.await("the file", () -> his.messages(1).size() == 1);

    Message there = his.messages(1).get(0);
    assertThat(there.imported()).isTrue();
    assertThat(there.sender()).isEqualTo(alice.self());
    assertThat(hers.messages(1).get(0).imported()).isTrue();
    MessageContent.File file = (MessageContent.File) there.content();
    assertThat(file.attachment().name()).isEqualTo("imported-WhatsApp Chat mit Lager Süd.txt");
    assertThat(his.download(file.attachment())).isEqualTo(Files.readAllBytes(export));
    // it is the same wherever it goes
    Conversation other = bob.conversations().create(ConversationSpec.titled("Other"));
    other.forward(his.id(), there.id());
    assertThat(other.messages(1).get(0).imported()).isTrue();
    his.send(MessageContent.text("thanks"));
    Acme.awaitText(hers, "thanks");
    assertThat(hers.messages(1).get(0).imported()).isFalse();
  }

  @Test
  void exportsOfBothKindsOfPhonesAreRead() throws IOException {
    ImportedChat android =
        ImportedChat.whatsApp(file("a.txt", ANDROID.getBytes(StandardCharsets.UTF_8)));
    assertThat(android.messages()).isEqualTo(3);
    assertThat(android.people()).containsExactly("Anna", "Lager Süd");
    assertThat(android.first()).isEqualTo("12.03.21, 14:05");
    assertThat(android.last()).isEqualTo("13.03.21, 08:00");

    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("IMG-0001.jpg", new byte[100]);
    entries.put("_chat.txt", IPHONE.getBytes(StandardCharsets.UTF_8));
    ImportedChat iphone = ImportedChat.whatsApp(file("chat.ZIP", zip(entries)));
    assertThat(iphone.messages()).isEqualTo(3);
    assertThat(iphone.people()).containsExactly("Anna", "Ben");
  }

  @Test
  void whatIsNoExportIsRefusedWithTheReason() throws IOException {
    byte[] text = ANDROID.getBytes(StandardCharsets.UTF_8);
    refused("letter.txt", "Dear Anna,\nbest wishes".getBytes(StandardCharsets.UTF_8), "begin");
    refused("empty.txt", new byte[0], "nobody says anything");
    refused(
        "system.txt",
        "12.03.21, 14:05 - You created this group".getBytes(StandardCharsets.UTF_8),
        "nobody says anything");
    refused("latin.txt", ANDROID.getBytes(StandardCharsets.ISO_8859_1), "UTF-8");
    refused("chat.pdf", text, ".txt or a .zip");
    refused("media.zip", zip(Map.of("a.jpg", new byte[9], "x/y.txt", text)), "no text");
    refused("two.zip", zip(Map.of("a.txt", text, "b.txt", text)), "more than one text");
    refused("cut.zip", Arrays.copyOf(zip(Map.of("a.txt", text)), 60), "damaged");
    refused("bomb.zip", zip(Map.of("a.txt", new byte[(32 << 20) + 1])), "more than 33554432 bytes");
    assertThatThrownBy(() -> ImportedChat.whatsApp(folder.resolve("missing.txt")))
        .isInstanceOf(UncheckedIOException.class);
  }

  private void refused(String name, byte[] content, String because) throws IOException {
    Path file = file(name, content);
    assertThatThrownBy(() -> ImportedChat.whatsApp(file))
        .as(name)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(because);
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}

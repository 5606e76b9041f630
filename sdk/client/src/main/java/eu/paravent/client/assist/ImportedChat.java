package eu.paravent.client.assist;

import eu.paravent.client.Conversation;
import eu.paravent.client.OutgoingMessage;
import eu.paravent.client.RefusedException;
import eu.paravent.client.SendOptions;
import eu.paravent.client.message.MessageContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A chat that WhatsApp exported ("export chat", with or without media), to be kept where people go
 * on talking. It goes into a conversation as what it is: one file, unchanged, marked {@link
 * eu.paravent.client.Message.Mark#IMPORTED}. Anybody can write such a file, so nothing in it
 * becomes a message of anybody. Not in browsers.
 */
public final class ImportedChat {
  private static final int TEXT_MOST = 32 << 20, ENTRIES_MOST = 20_000, PEOPLE_MOST = 1_000;
  private static final String REFUSED = "not-a-chat-export";

  /** Date, time, and for what somebody said its author, as phones of both kinds write it. */
  private static final Pattern LINE =
      Pattern.compile(
          "\\u200E?\\[?(\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4},? \\d{1,2}[:.]\\d{2}(?:[:.]\\d{2})?"
              + "(?:[ \\u00A0\\u202F]?[AaPp]\\.?[Mm]\\.?)?)(?:]| -) (?:([^:\\n]{1,100}): )?.*");

  private final String name;
  private final String mediaType;
  private final byte[] bytes;
  private final int messages;
  private final Set<String> people;
  private final String first;
  private final String last;

  private ImportedChat(String name, String mediaType, byte[] bytes, String text) {
    this.name = name;
    this.mediaType = mediaType;
    this.bytes = bytes;
    int said = 0;
    Set<String> authors = new LinkedHashSet<>();
    String begin = "";
    String end = "";
    for (String line : (Iterable<String>) text.lines()::iterator) {
      Matcher found = LINE.matcher(line);
      if (found.matches()) {
        end = found.group(1);
        begin = begin.isEmpty() ? end : begin;
        if (found.group(2) != null) {
          said++;
          if (authors.size() < PEOPLE_MOST) {
            authors.add(found.group(2));
          }
        }
      } else if (begin.isEmpty() && !line.isBlank()) {
        throw refused("it does not begin as WhatsApp writes it, with date and time");
      }
    }
    if (said == 0) {
      throw refused("nobody says anything in it");
    }
    messages = said;
    people = Collections.unmodifiableSet(authors);
    first = begin;
    last = end;
  }

  /**
   * Reads an export: a {@code .txt} file, or a {@code .zip} file with one and its media, which are
   * not looked at.
   *
   * @throws RefusedException if it is no such file, or too large to be sent as one; the message
   *     says which
   * @throws UncheckedIOException if it cannot be read
   */
  public static ImportedChat whatsApp(Path export) {
    String file = String.valueOf(export.getFileName());
    String kind = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    try {
      if (Files.size(export) > MessageContent.FILE_MOST) {
        throw refused("it has more than " + MessageContent.FILE_MOST + " bytes");
      }
      byte[] whole = Files.readAllBytes(export);
      return switch (kind) {
        case "txt" ->
            new ImportedChat("imported-" + file, "text/plain;charset=utf-8", whole, decoded(whole));
        case "zip" ->
            new ImportedChat("imported-" + file, "application/zip", whole, textOf(export));
        default -> throw refused("an export is a .txt or a .zip file");
      };
    } catch (ZipException e) {
      throw new RefusedException(REFUSED, "This is no exported chat: the archive is damaged", e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the exported chat", e);
    }
  }

  /** Only the text is unpacked, and no more of it than is allowed. */
  private static String textOf(Path export) throws IOException {
    try (ZipFile zip = new ZipFile(export.toFile())) {
      if (zip.size() > ENTRIES_MOST) {
        throw refused("it has more than " + ENTRIES_MOST + " files");
      }
      List<? extends ZipEntry> texts =
          zip.stream()
              .filter(entry -> entry.getName().toLowerCase(Locale.ROOT).endsWith(".txt"))
              .filter(entry -> entry.getName().indexOf('/') < 0)
              .limit(2)
              .toList();
      if (texts.size() != 1) {
        throw refused("the archive has " + (texts.isEmpty() ? "no text" : "more than one text"));
      }
      try (InputStream in = zip.getInputStream(texts.get(0))) {
        return decoded(in.readNBytes(TEXT_MOST + 1));
      }
    }
  }

  private static String decoded(byte[] text) {
    if (text.length > TEXT_MOST) {
      throw refused("its text has more than " + TEXT_MOST + " bytes");
    }
    try {
      String decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
      return decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
    } catch (CharacterCodingException e) {
      throw new RefusedException(REFUSED, "This is no exported chat: it is not in UTF-8", e);
    }
  }

  private static RefusedException refused(String why) {
    return new RefusedException(REFUSED, "This is no exported chat: " + why);
  }

  /** How many messages it has; lines in which WhatsApp itself says something are not counted. */
  public int messages() {
    return messages;
  }

  /** Who says something in it, as the phone that exported it calls them; at most a thousand. */
  public Set<String> people() {
    return people;
  }

  /** When it begins, as it is written there. */
  public String first() {
    return first;
  }

  /** When it ends, as it is written there. */
  public String last() {
    return last;
  }

  /** The file, unchanged; to be sent with {@link SendOptions#asImported}. */
  public MessageContent content() {
    return MessageContent.file(name, mediaType, bytes);
  }

  /** Sends it, marked. Ask first: the people in it may not know, and the file names them. */
  public OutgoingMessage sendTo(Conversation conversation) {
    return conversation.send(content(), SendOptions.none().asImported());
  }
}

package eu.paravent.archive;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where what lies in a journal's folder: {@code journal.json}, {@code chain/} with a thousand lines
 * in each file, {@code sealed/} with what they seal, {@code signers/} with certificates, and {@code
 * head}, the newest line once more.
 */
final class Folder {
  private static final int LINES = 1000;

  private final Path root;

  Folder(Path root) {
    this.root = root;
  }

  Path header() {
    return root.resolve("journal.json");
  }

  Path lock() {
    return root.resolve("lock");
  }

  Path head() {
    return root.resolve("head");
  }

  private Path chain(long number) {
    return root.resolve("chain").resolve(String.format("%06d.jws", number / LINES));
  }

  Path sealed(long number, String part) {
    return root.resolve("sealed")
        .resolve(String.format("%06d", number / LINES))
        .resolve(number + "." + part);
  }

  Path signer(String hash, int place) {
    return root.resolve("signers").resolve(hash + "." + place + ".der");
  }

  JsonObject readHeader() {
    try {
      return JsonParser.object().from(Bytes.utf8(Files.readAllBytes(header())));
    } catch (IOException | JsonParserException e) {
      throw new JournalException("This folder is no journal: " + root.getFileName(), e);
    }
  }

  /** All lines as text; a last one without its end is left out and said. */
  Chain lines() {
    List<String> lines = new ArrayList<>();
    boolean torn = false;
    try (Stream<Path> files = Files.list(root.resolve("chain"))) {
      for (Path file : files.sorted().toList()) {
        String text = Bytes.utf8(Files.readAllBytes(file));
        int end = text.lastIndexOf('\n') + 1;
        torn = end < text.length();
        if (end > 0) {
          lines.addAll(List.of(text.substring(0, end).split("\n", -1)));
          lines.remove(lines.size() - 1);
        }
      }
      return new Chain(lines, torn);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the chain of the journal", e);
    }
  }

  /**
   * @param torn whether the last line was being written when the process ended
   */
  record Chain(List<String> lines, boolean torn) {}

  /** Durable when it returns. */
  void append(long number, String line) {
    Path file = chain(number);
    try {
      Files.createDirectories(file.getParent());
      try (FileChannel out =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        out.position(whole(file));
        out.truncate(out.position());
        write(out, Bytes.utf8(line + "\n"));
      }
      put(head(), Bytes.utf8(line + "\n"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to the journal: is the disk full?", e);
    }
  }

  /** Bytes of the file up to the end of its last whole line. */
  private static long whole(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  /** Whole or not at all, and durable when it returns. */
  void put(Path file, byte[] content) {
    try {
      Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
      Path temporary = folder.resolve(file.getFileName() + ".tmp");
      try (FileChannel out =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        write(out, content);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to the journal: is the disk full?", e);
    }
  }

  private static void write(FileChannel out, byte[] content) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(content);
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
    out.force(true);
  }

  Optional<byte[]> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the journal", e);
    }
  }

  void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete from the journal", e);
    }
  }
}

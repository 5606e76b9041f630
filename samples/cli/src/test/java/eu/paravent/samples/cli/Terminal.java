package eu.paravent.samples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a person saw in a terminal, as a picture for the README. */
final class Terminal {
  private static final int COLUMNS = 104, LINE = 19, TOP = 30, LEFT = 16;

  private final List<String> lines = new ArrayList<>();

  /** A command, or what is said in between. */
  void typed(String line) {
    wrapped(line, "<tspan fill='#7fd4a0'>", "</tspan>");
  }

  void printed(String text) {
    text.lines().forEach(line -> wrapped(line, "", ""));
  }

  private void wrapped(String line, String before, String after) {
    for (int at = 0; at == 0 || at < line.length(); at += COLUMNS) {
      String part = line.substring(at, Math.min(line.length(), at + COLUMNS));
      lines.add(before + part.replace("&", "&amp;").replace("<", "&lt;") + after);
    }
  }

  void save(Path file) throws IOException {
    int height = TOP + lines.size() * LINE;
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 860 %1$d' width='860' height='%1$d'>
        <rect width='860' height='%1$d' rx='8' fill='#16202b'/>
        <g font-family='ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace' font-size='13' fill='#dbe4ec'>
        """
            .formatted(height));
    for (int i = 0; i < lines.size(); i++) {
      svg.append("<text x='%d' y='%d' xml:space='preserve'>".formatted(LEFT, TOP + i * LINE));
      svg.append(lines.get(i)).append("</text>\n");
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, svg.append("</g></svg>\n"));
  }
}

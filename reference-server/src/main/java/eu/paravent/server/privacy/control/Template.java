package eu.paravent.server.privacy.control;

import eu.paravent.protocol.privacy.PrivacyDocument.Section;
import eu.paravent.protocol.privacy.PrivacyDocument.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a document in one language. {@code # title}, {@code ## section}, paragraphs between
 * empty lines, {@code {fact}} for what the running server knows, {@code @table name} for a table
 * that it makes; {@code @= caption} and lines with bars for one that is text.
 */
final class Template {
  private static final String TITLE = "# ", SECTION = "## ", TABLE = "@table ", CAPTION = "@= ";
  private static final Pattern FACT = Pattern.compile("\\{([a-zA-Z0-9.-]+)\\}");

  private final List<String> lines;
  private final Function<String, String> facts;
  private final Function<String, Table> tables;

  private final List<Section> sections = new ArrayList<>();
  private final StringBuilder paragraph = new StringBuilder();
  private String caption = "";
  private final List<List<String>> rows = new ArrayList<>();

  private Template(
      List<String> lines, Function<String, String> facts, Function<String, Table> tables) {
    this.lines = lines;
    this.facts = facts;
    this.tables = tables;
  }

  static String title(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(TITLE))
        .findFirst()
        .orElseThrow()
        .substring(TITLE.length());
  }

  /**
   * @param facts by name
   * @param tables by name
   */
  static List<Section> fill(
      List<String> lines, Function<String, String> facts, Function<String, Table> tables) {
    return new Template(lines, facts, tables).sections();
  }

  private List<Section> sections() {
    for (String line : lines) {
      if (line.startsWith(TITLE)) {
        continue;
      }
      if (!line.startsWith("|")) {
        endTable();
      }
      if (line.startsWith(SECTION)) {
        endParagraph();
        sections.add(
            new Section(
                filled(line.substring(SECTION.length())), new ArrayList<>(), new ArrayList<>()));
      } else if (line.startsWith(TABLE)) {
        endParagraph();
        current().tables().add(tables.apply(line.substring(TABLE.length()).strip()));
      } else if (line.startsWith(CAPTION)) {
        endParagraph();
        caption = filled(line.substring(CAPTION.length()));
      } else if (line.startsWith("|")) {
        rows.add(Resources.cells(filled(line.substring(1))));
      } else if (line.isBlank()) {
        endParagraph();
      } else {
        paragraph.append(paragraph.isEmpty() ? "" : " ").append(line.strip());
      }
    }
    endTable();
    endParagraph();
    return List.copyOf(sections);
  }

  private Section current() {
    return sections.get(sections.size() - 1);
  }

  private void endParagraph() {
    if (!paragraph.isEmpty()) {
      current().paragraphs().add(filled(paragraph.toString()));
      paragraph.setLength(0);
    }
  }

  private void endTable() {
    if (!rows.isEmpty()) {
      current()
          .tables()
          .add(new Table(caption, rows.get(0), List.copyOf(rows.subList(1, rows.size()))));
      rows.clear();
    }
  }

  private String filled(String text) {
    return FACT.matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(facts.apply(found.group(1))));
  }
}

package eu.paravent.server.privacy.control;

import eu.paravent.protocol.privacy.PrivacyDocument;
import eu.paravent.protocol.privacy.PrivacyDocument.Section;
import eu.paravent.protocol.privacy.PrivacyDocument.Table;
import java.util.List;

/** A document as one file that every browser shows and prints; nothing is loaded for it. */
public final class HtmlPage {
  private static final String STYLE =
      """
      body{font:16px/1.5 system-ui,sans-serif;color:#1c1c1e;background:#fff;max-width:60rem;margin:0 auto;padding:1.5rem}
      h1{font-size:1.75rem;line-height:1.25}h2{font-size:1.25rem;margin-top:2rem}
      .facts{color:#4a4a50}code{overflow-wrap:anywhere}
      .wide{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:1rem 0;font-size:.9375rem}
      caption{text-align:left;font-weight:600;padding:.25rem 0}
      th,td{border:1px solid #8a8a90;padding:.375rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
      th{background:#f1efe9}
      """;

  private final StringBuilder out = new StringBuilder(16_384);

  private HtmlPage() {}

  public static String of(PrivacyDocument document) {
    HtmlPage page = new HtmlPage();
    page.write(document);
    return page.out.toString();
  }

  private void write(PrivacyDocument document) {
    boolean german = document.language().equals("de");
    out.append("<!doctype html>\n<html lang=\"")
        .append(text(document.language()))
        .append("\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
        .append(text(document.title()))
        .append("</title>\n<style>")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<main>\n<h1>")
        .append(text(document.title()))
        .append("</h1>\n<p class=\"facts\">")
        .append(text(document.organisation()))
        .append(" · ")
        .append(text(document.generatedAt().toString()))
        .append(" · ")
        .append(text(document.software()))
        .append("<br>")
        .append(german ? "Prüfsumme der Einstellungen" : "Hash of the configuration")
        .append(": <code>")
        .append(text(document.configurationHash()))
        .append("</code></p>\n");
    document.sections().forEach(section -> write(section, german));
    out.append("</main>\n</body>\n</html>\n");
  }

  private void write(Section section, boolean german) {
    out.append("<h2>").append(text(section.title())).append("</h2>\n");
    section
        .paragraphs()
        .forEach(paragraph -> out.append("<p>").append(text(paragraph)).append("</p>\n"));
    section.tables().forEach(table -> write(table, german));
  }

  private void write(Table table, boolean german) {
    if (table.rows().isEmpty()) {
      out.append("<p>")
          .append(text(table.caption()))
          .append(german ? ": keine" : ": none")
          .append("</p>\n");
      return;
    }
    out.append("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"")
        .append(text(table.caption()))
        .append("\"><table>\n<caption>")
        .append(text(table.caption()))
        .append("</caption>\n<thead><tr>");
    table
        .columns()
        .forEach(column -> out.append("<th scope=\"col\">").append(text(column)).append("</th>"));
    out.append("</tr></thead>\n<tbody>\n");
    table.rows().forEach(this::row);
    out.append("</tbody>\n</table></div>\n");
  }

  private void row(List<String> cells) {
    out.append("<tr>");
    cells.forEach(cell -> out.append("<td>").append(text(cell)).append("</td>"));
    out.append("</tr>\n");
  }

  /** What companies wrote into their profiles stays text. */
  static String text(String raw) {
    return raw.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;")
        .replace("\n", "<br>");
  }
}

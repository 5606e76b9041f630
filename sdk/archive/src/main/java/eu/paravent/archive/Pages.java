package eu.paravent.archive;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import java.time.Instant;
import java.util.List;

/** What people read of an export, German and English side by side. No script, nothing from afar. */
final class Pages {
  private Pages() {}

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  static StringBuilder begin(String language, String title) {
    return new StringBuilder("<!doctype html>\n<html lang=\"")
        .append(language)
        .append("\"><head><meta charset=\"utf-8\"><title>")
        .append(escape(title))
        .append("</title><style>body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;")
        .append("padding:0 1rem}table{border-collapse:collapse;width:100%}th,td{border:1px solid ")
        .append("#767676;padding:.3rem .5rem;text-align:left;vertical-align:top}")
        .append("td.text{white-space:pre-wrap}</style></head><body><h1>")
        .append(escape(title))
        .append("</h1>\n");
  }

  static byte[] end(StringBuilder page) {
    return Bytes.utf8(page.append("</body></html>\n").toString());
  }

  private static void row(StringBuilder page, String... cells) {
    page.append("<tr>");
    for (String cell : cells) {
      page.append("<td class=\"text\">").append(cell).append("</td>");
    }
    page.append("</tr>\n");
  }

  static byte[] conversation(Room room, List<Entry> entries, List<String> files) {
    StringBuilder page = begin("de", room.title().isEmpty() ? room.id : room.title());
    page.append("<p>").append(escape(String.join(", ", room.references()))).append("</p>\n<table>");
    page.append("<tr><th>Zeit / time</th><th>Wer / who</th><th>Art / kind</th>")
        .append("<th>Inhalt / content</th><th>Nummer / number</th></tr>\n");
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      String by = entry.text("by");
      String name = room.name(by);
      String text = escape(entry.text("text"));
      if (!files.get(i).isEmpty()) {
        text = "<a href=\"../" + files.get(i) + "\">" + (text.isEmpty() ? "file" : text) + "</a>";
      }
      if (!entry.text("refersTo").isEmpty()) {
        text += "\n→ " + escape(entry.text("refersTo"));
      }
      row(
          page,
          escape(entry.text("time")),
          escape(name.isEmpty() ? by : name + "\n" + by),
          escape(
              entry.text("what").equals("change")
                  ? entry.text("kind").toLowerCase(java.util.Locale.ROOT)
                  : entry.text("what")),
          text,
          String.valueOf(entry.json().getLong("sequence")));
    }
    return end(page.append("</table>"));
  }

  static byte[] index(JsonObject header, JsonArray rooms, Verdict verdict, Instant now) {
    String title = "Journal " + header.getString("organisation", "");
    StringBuilder page = begin("de", title);
    page.append("<p>Ausgegeben / exported: ").append(now).append("<br>");
    page.append("Archivar / archivist: ").append(escape(header.getString("archivist", "")));
    page.append("<br>Prüfung des ganzen Journals / verification of the whole journal: ");
    page.append(
        verdict.sound()
            ? "unverändert und vollständig / unchanged and complete"
            : "<strong>" + verdict.findings().size() + " Befunde / findings</strong>");
    page.append(" (").append(verdict.lines()).append(" Zeilen / lines)</p>\n<table>");
    page.append("<tr><th>Gespräch / conversation</th><th>Bezug / reference</th>")
        .append("<th>Einträge / records</th></tr>\n");
    for (int i = 0; i < rooms.size(); i++) {
      JsonObject room = rooms.getObject(i);
      String name = room.getString("title", "");
      row(
          page,
          "<a href=\"conversations/"
              + room.getString("id")
              + ".html\">"
              + escape(name.isEmpty() ? room.getString("id", "") : name)
              + "</a>",
          escape(String.join(", ", room.getArray("references").toArray(new String[0]))),
          String.valueOf(room.getInt("records")));
    }
    page.append("</table>\n<p><a href=\"procedure.de.html\">Verfahrensdokumentation</a> · ");
    page.append("<a href=\"procedure.en.html\" lang=\"en\">Procedure documentation</a></p>");
    return end(page);
  }
}

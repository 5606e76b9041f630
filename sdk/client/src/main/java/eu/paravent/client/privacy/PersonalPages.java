package eu.paravent.client.privacy;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;

/** What {@code data.json} says, for people to read. No script, nothing from afar. */
final class PersonalPages {
  private final boolean german;
  private final StringBuilder page = new StringBuilder();

  private PersonalPages(boolean german) {
    this.german = german;
  }

  static String of(JsonObject all, boolean german) {
    return new PersonalPages(german).whole(all);
  }

  private String words(String de, String en) {
    return german ? de : en;
  }

  private String whole(JsonObject all) {
    String title = words("Ihre Daten (Art. 15, 20 DSGVO)", "Your data (GDPR Art. 15, 20)");
    page.append("<!doctype html>\n<html lang=\"")
        .append(words("de", "en"))
        .append("\"><head><meta charset=\"utf-8\"><title>")
        .append(title)
        .append("</title><style>body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;")
        .append("padding:0 1rem}table{border-collapse:collapse;width:100%}th,td{border:1px solid ")
        .append("#767676;padding:.3rem .5rem;text-align:left;vertical-align:top;")
        .append("overflow-wrap:anywhere}td{white-space:pre-wrap}</style></head><body><h1>")
        .append(title)
        .append("</h1>\n<p>")
        .append(escape(all.getString("person")))
        .append("<br>")
        .append(escape(all.getString("made")))
        .append("</p>\n<p>")
        .append(
            words(
                "Was dieses Gerät lesen kann, und was der Server hat. Andere Geräte von Ihnen haben"
                    + " vielleicht mehr. Wozu Ihre Daten verarbeitet werden, auf welcher Grundlage"
                    + " und welche Rechte Sie haben, steht im Datenschutzhinweis Ihres"
                    + " Gesprächspartners oder Arbeitgebers.",
                "What this device can read, and what the server has. Other devices of yours may have"
                    + " more. What your data is used for, on what ground, and what you have a right"
                    + " to, stands in the privacy notice of the company you talk to or work for."))
        .append("</p>\n");
    JsonArray rooms = all.getArray("conversations");
    for (int i = 0; i < rooms.size(); i++) {
      room(rooms.getObject(i));
    }
    receipts(all.getArray("receipts"));
    server(all.getObject("server"));
    return page.append("</body></html>\n").toString();
  }

  private void room(JsonObject room) {
    String title = room.getString("title", "");
    heading(
        words("Gespräch: ", "Conversation: ") + (title.isEmpty() ? room.getString("id") : title));
    row(
        "th",
        words("Zeit", "time"),
        words("Absender", "sender"),
        words("Inhalt", "content"),
        words("Datei", "file"));
    JsonArray said = room.getArray("messages");
    for (int i = 0; i < said.size(); i++) {
      JsonObject one = said.getObject(i);
      JsonObject file = one.getObject("file");
      row(
          "td",
          one.getString("time"),
          one.getString("sender"),
          one.getString("text"),
          file == null ? "" : file.getString("path", file.getString("missing", "")));
    }
    page.append("</table>\n");
  }

  private void receipts(JsonArray receipts) {
    heading(words("Belege über Datenschutzhinweise", "Receipts about privacy notices"));
    for (int i = 0; i < receipts.size(); i++) {
      row("td", receipts.getString(i));
    }
    page.append("</table>\n");
  }

  private void server(JsonObject server) {
    JsonArray tables = server.getArray("tables", new JsonArray());
    for (int i = 0; i < tables.size(); i++) {
      JsonObject table = tables.getObject(i);
      heading(words("Auf dem Server: ", "At the server: ") + table.getString("table"));
      row("th", table.getArray("columns").toArray(new String[0]));
      JsonArray rows = table.getArray("rows");
      for (int j = 0; j < rows.size(); j++) {
        row("td", rows.getArray(j).toArray(new String[0]));
      }
      page.append("</table>\n");
    }
  }

  private void heading(String text) {
    page.append("<h2>").append(escape(text)).append("</h2>\n<table>\n");
  }

  private void row(String kind, String... cells) {
    page.append("<tr>");
    for (String cell : cells) {
      page.append('<').append(kind).append('>').append(escape(cell));
      page.append("</").append(kind).append('>');
    }
    page.append("</tr>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

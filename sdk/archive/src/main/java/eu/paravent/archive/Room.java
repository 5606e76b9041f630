package eu.paravent.archive;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What the records of one conversation say of it, put together. */
final class Room {
  final String id;
  private String title = "";
  private final Set<String> references = new LinkedHashSet<>();
  private final Set<String> people = new LinkedHashSet<>();
  private final Map<String, String> names = new HashMap<>();

  Room(String id) {
    this.id = id;
  }

  void note(Entry entry) {
    if (!entry.text("title").isEmpty()) {
      title = entry.text("title");
    }
    if (!entry.reference().isEmpty()) {
      references.add(entry.reference());
    }
    if (!entry.text("by").isEmpty()) {
      people.add(entry.text("by"));
    }
    JsonArray inside = entry.people();
    for (int i = 0; i < inside.size(); i++) {
      JsonObject one = inside.getObject(i);
      people.add(one.getString("id", ""));
      names.put(one.getString("id", ""), one.getString("name", ""));
    }
  }

  boolean in(Selection selection) {
    return selection.reference().filter(r -> !references.contains(r.toString())).isEmpty()
        && selection.partner().filter(who -> people.stream().noneMatch(p -> is(p, who))).isEmpty();
  }

  private static boolean is(String person, String who) {
    return person.equals(who) || person.startsWith("mimi://" + who + "/");
  }

  String title() {
    return title;
  }

  Set<String> references() {
    return references;
  }

  Set<String> people() {
    return people;
  }

  String name(String person) {
    return names.getOrDefault(person, "");
  }
}

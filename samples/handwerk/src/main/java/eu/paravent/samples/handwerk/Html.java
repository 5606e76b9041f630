package eu.paravent.samples.handwerk;

import java.util.Collection;
import java.util.stream.Collectors;

/** Markup. Whatever is put into it is text, unless it is markup that was made here. */
record Html(String markup) {
  static final Html NOTHING = new Html("");

  /**
   * @param values for each {@code {}} of the template, in that order
   */
  static Html of(String template, Object... values) {
    StringBuilder made = new StringBuilder();
    int from = 0;
    for (Object value : values) {
      int to = template.indexOf("{}", from);
      made.append(template, from, to).append(in(value));
      from = to + 2;
    }
    return new Html(made.append(template, from, template.length()).toString());
  }

  private static String in(Object value) {
    if (value instanceof Html html) {
      return html.markup;
    } else if (value instanceof Collection<?> several) {
      return several.stream().map(Html::in).collect(Collectors.joining());
    }
    return String.valueOf(value)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

package eu.paravent.samples.handwerk;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the application says, in German or English. */
final class Texts {
  private final ResourceBundle bundle;
  private final Locale language;

  private Texts(Locale language) {
    this.language = language;
    // English where there is nothing else, whatever the machine speaks
    this.bundle =
        ResourceBundle.getBundle(
            Texts.class.getPackageName() + ".texts",
            language,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  static Texts in(Locale language) {
    return new Texts(language.getLanguage().equals("de") ? Locale.GERMANY : Locale.UK);
  }

  String get(String key, Object... values) {
    return new MessageFormat(bundle.getString(key), language).format(values);
  }

  Locale language() {
    return language;
  }
}

package eu.paravent.samples.handwerk;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Locale;

/** Who has windows made. */
@Entity
class Customer {
  @Id private long id;
  @Column private String name;
  @Column private String email;
  @Column private String language;

  @SuppressWarnings("NullAway.Init")
  protected Customer() {}

  String name() {
    return name;
  }

  String email() {
    return email;
  }

  /** What letters to them are written in. */
  Locale language() {
    return Locale.forLanguageTag(language);
  }
}

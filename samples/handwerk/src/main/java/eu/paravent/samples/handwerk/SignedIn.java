package eu.paravent.samples.handwerk;

import eu.paravent.samples.handwerk.Huber.Staff;
import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose session it is. The chat relies on this: who is signed in here gets that person's device.
 */
@SessionScoped
public class SignedIn implements Serializable {
  private static final long serialVersionUID = 1;

  private @Nullable Staff staff;
  private @Nullable Locale language;

  public Optional<Staff> staff() {
    return Optional.ofNullable(staff);
  }

  /** Who it is, for what only the signed in can call. */
  public Staff person() {
    return staff().orElseThrow();
  }

  public void as(Staff person) {
    staff = person;
  }

  public Optional<Locale> language() {
    return Optional.ofNullable(language);
  }

  public void reads(Locale chosen) {
    language = chosen;
  }
}

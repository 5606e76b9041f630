package eu.paravent.server.settings.control;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an operator wants to comply with: other values for settings that nothing is written for.
 * What is written holds all the same, and is shown as a deviation.
 */
public enum Profile {
  /** The defaults on the page for operators. */
  STANDARD(""),

  /**
   * After the demands of the German supervisory authorities on messengers in hospitals; no third
   * party learns when somebody is written to.
   */
  DSK(
      "MESSAGE_RETENTION_DAYS=30 ATTACHMENT_RETENTION_DAYS=30 WAKE_UP_ADDRESSES=none AUDIT_RETENTION_DAYS=1095 CIPHER_SUITES=0xF002,0x0001"),

  /** Nothing on the server from which somebody's work could be measured for longer than needed. */
  WORKS_COUNCIL("MESSAGE_RETENTION_DAYS=30 ATTACHMENT_RETENTION_DAYS=90 AUDIT_RETENTION_DAYS=365"),

  /**
   * Beside {@code BSI TR-02102-1}, as of 2026: keys are agreed in the hybrid way only, and
   * ciphertext that is gone cannot be collected for later.
   */
  BSI_2026(
      "MESSAGE_RETENTION_DAYS=30 ATTACHMENT_RETENTION_DAYS=30 AUDIT_RETENTION_DAYS=1095 CIPHER_SUITES=0xF002,0xF003");

  private final String values;

  /**
   * @param values names and values with {@code =} between, separated by spaces
   */
  Profile(String values) {
    this.values = values;
  }

  /** As it is written in the setting. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> names() {
    return Arrays.stream(values()).map(Profile::code).toList();
  }

  static Profile named(String code) {
    return Arrays.stream(values())
        .filter(profile -> profile.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  /** Its value for a setting; empty where it has none of its own. */
  public Optional<String> value(Setting setting) {
    String name = setting.name() + "=";
    return Arrays.stream(values.split(" ", -1))
        .filter(pair -> pair.startsWith(name))
        .map(pair -> pair.substring(name.length()))
        .findFirst();
  }

  /** Settings it has a value for. */
  public List<Setting> settings() {
    return Arrays.stream(Setting.values()).filter(setting -> value(setting).isPresent()).toList();
  }
}

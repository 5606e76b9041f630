package eu.paravent.server.settings.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds on this server right now, to be shown and compared: secrets only as set or not. */
@ApplicationScoped
public class Configuration {
  /** Those that say for how long what is kept, where it goes, and who gets to see it. */
  private static final Set<Setting> OF_PRIVACY =
      Set.of(
          Setting.PROFILE,
          Setting.MESSAGE_RETENTION_DAYS,
          Setting.ATTACHMENT_RETENTION_DAYS,
          Setting.AUDIT_RETENTION_DAYS,
          Setting.ATTACHMENT_STORE,
          Setting.S3_ENDPOINT,
          Setting.WAKE_UP_ADDRESSES,
          Setting.TURN_ADDRESSES,
          Setting.TURN_ONLY,
          Setting.ADMIN_ISSUERS,
          Setting.ADMIN_ROLE,
          Setting.DPO_ROLE,
          Setting.WEB_ORIGINS,
          Setting.METRICS_TOKEN,
          Setting.REGISTRATION_TOKEN,
          Setting.AUDIT_KEY_FILE,
          Setting.CIPHER_SUITES,
          Setting.HOUSEKEEPING_SECONDS,
          Setting.LOG_FORMAT);

  private final Settings settings;

  protected Configuration() {
    this(Settings.of(Map.of()));
  }

  @Inject
  public Configuration(Settings settings) {
    this.settings = settings;
  }

  /**
   * A setting as it holds.
   *
   * @param shown what it is set to, {@code set} for a secret, {@code -} where nothing holds
   */
  public record Value(Setting setting, String shown) {
    public String variable() {
      return setting.variable();
    }
  }

  public List<Value> all() {
    return Arrays.stream(Setting.values()).map(this::value).toList();
  }

  /** Those that say for how long what is kept, where it goes, and who gets to see it. */
  public List<Value> ofPrivacy() {
    return Arrays.stream(Setting.values()).filter(OF_PRIVACY::contains).map(this::value).toList();
  }

  public Value value(Setting setting) {
    return new Value(
        setting,
        settings
            .text(setting)
            .map(text -> setting.rule() instanceof Rule.Secret ? "set" : text)
            .orElse("-"));
  }

  /** Where the server is not as the chosen profile has it. */
  public List<Deviation> deviations() {
    Profile profile = settings.profile();
    return profile.settings().stream()
        .map(
            setting ->
                new Deviation(
                    setting, profile.value(setting).orElseThrow(), value(setting).shown()))
        .filter(deviation -> !deviation.expected().equals(deviation.actual()))
        .toList();
  }

  /**
   * SHA-256 in hexadecimal of {@link #ofPrivacy}, one line each of variable, {@code =} and what is
   * shown: the same wherever the same holds.
   */
  public String hash() {
    StringBuilder lines = new StringBuilder();
    ofPrivacy()
        .forEach(
            value -> lines.append(value.variable()).append('=').append(value.shown()).append('\n'));
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(lines.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}

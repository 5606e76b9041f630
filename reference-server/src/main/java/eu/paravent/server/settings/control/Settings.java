package eu.paravent.server.settings.control;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * What the operator set. All of it is looked at before anything else runs, the database included:
 * one value that makes no sense ends the start, and the message names all of them.
 */
@ApplicationScoped
public class Settings {
  private static final Logger LOG = System.getLogger(Settings.class.getName());
  private static final String OURS = "PARAVENT_";

  /** The container's directory for data, where it has one. */
  private static final String CONTAINER_DATA = "jboss.server.data.dir";

  private Function<String, Optional<String>> source = name -> Optional.empty();

  protected Settings() {}

  @Inject
  Settings(Config config) {
    source = name -> config.getOptionalValue(name, String.class);
    Set<String> unknown =
        unknown(StreamSupport.stream(config.getPropertyNames().spliterator(), false).toList());
    if (!unknown.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "Not a setting of this server, and not looked at: {0}. See docs/configuration.md",
          String.join(", ", unknown));
    }
  }

  /**
   * For tests.
   *
   * @param values by the name of the environment variable
   */
  public static Settings of(Map<String, String> values) {
    Settings settings = new Settings();
    settings.source =
        name ->
            Arrays.stream(Setting.values())
                .filter(setting -> setting.property().equals(name))
                .findFirst()
                .map(setting -> values.get(setting.variable()));
    return settings;
  }

  void start(
      @Observes
          @Priority(Interceptor.Priority.LIBRARY_BEFORE - 100)
          @Initialized(ApplicationScoped.class)
          Object event) {
    check();
  }

  /** Refuses what makes no sense. */
  void check() {
    List<String> faults =
        Arrays.stream(Setting.values())
            .flatMap(setting -> written(setting).flatMap(setting::fault).stream())
            .collect(Collectors.toCollection(ArrayList::new));
    if (written(Setting.TURN_ONLY).filter("true"::equals).isPresent()
        && (written(Setting.TURN_ADDRESSES).isEmpty() || written(Setting.TURN_SECRET).isEmpty())) {
      faults.add(
          "PARAVENT_TURN_ONLY is true, and there is no relay to go through: set"
              + " PARAVENT_TURN_ADDRESSES and PARAVENT_TURN_SECRET too.");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          String.join(" ", faults) + " Correct it and start again. Nothing was deployed.");
    }
  }

  /** As it was written, or its default; empty where it has neither. */
  public Optional<String> text(Setting setting) {
    Optional<String> written = written(setting);
    written
        .flatMap(setting::fault)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException(fault);
            });
    return written.or(() -> profile().value(setting)).or(setting::byDefault);
  }

  /** What was chosen for all that nothing is written for. */
  public Profile profile() {
    return written(Setting.PROFILE)
        .filter(name -> Setting.PROFILE.fault(name).isEmpty())
        .map(Profile::named)
        .orElse(Profile.STANDARD);
  }

  /** Of a setting that is a number and has a default. */
  public long number(Setting setting) {
    return Long.parseLong(text(setting).orElseThrow());
  }

  /** Of a setting that is several; empty where nothing is written. */
  public List<String> list(Setting setting) {
    return text(setting).map(Rule::list).orElse(List.of());
  }

  /** Where the container keeps data of its own; empty where it does not say. */
  public Optional<String> containerData() {
    return source.apply(CONTAINER_DATA);
  }

  /** An empty variable is one that is not set. */
  private Optional<String> written(Setting setting) {
    return source.apply(setting.property()).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** A variable with a slip in its name would otherwise do nothing, and nobody would know. */
  static Set<String> unknown(List<String> names) {
    return names.stream()
        .filter(name -> name.startsWith(OURS))
        .filter(
            name ->
                Arrays.stream(Setting.values())
                    .noneMatch(setting -> setting.variable().equals(name)))
        .collect(Collectors.toCollection(java.util.TreeSet::new));
  }
}

package eu.paravent.mls;

import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The application data dictionary (draft-ietf-mls-extensions, “Attaching Application Data to MLS
 * Messages”): data by component id. Immutable; components that nobody here knows are carried.
 */
public final class AppDataDictionary {
  /** Its type among the {@link Extensions}. */
  public static final int EXTENSION = Extensions.APP_DATA_DICTIONARY;

  /** Component ids that have a meaning for MLS. */
  public static final int APP_COMPONENTS = 1, SAFE_AAD = 2;

  /** From here to 65535, component ids are for private use. */
  public static final int FIRST_PRIVATE_COMPONENT = 0x8000;

  private static final AppDataDictionary EMPTY = new AppDataDictionary(new TreeMap<>());

  private final NavigableMap<Integer, byte[]> data;

  private AppDataDictionary(NavigableMap<Integer, byte[]> data) {
    this.data = data;
  }

  public static AppDataDictionary empty() {
    return EMPTY;
  }

  /**
   * That of these extensions, empty where they have none.
   *
   * @throws MlsException MALFORMED, also where components are not in ascending order
   */
  public static AppDataDictionary of(Extensions extensions) throws MlsException {
    Optional<byte[]> encoded = extensions.find(EXTENSION);
    return encoded.isEmpty()
        ? EMPTY
        : TlsReader.parseOrRefuse(
            encoded.get(), "The application data dictionary", AppDataDictionary::read);
  }

  private static AppDataDictionary read(TlsReader in) throws MalformedException {
    TreeMap<Integer, byte[]> all = new TreeMap<>();
    TlsReader entries = in.nested();
    while (entries.hasMore()) {
      int component = entries.u16();
      if (!all.isEmpty() && component <= all.lastKey()) {
        throw new MalformedException("components stand twice or not in order");
      }
      all.put(component, entries.opaque());
    }
    return new AppDataDictionary(all);
  }

  /** A copy of the component's data. */
  public Optional<byte[]> component(int component) {
    return Optional.ofNullable(data.get(component)).map(byte[]::clone);
  }

  /** Ascending. */
  public SortedSet<Integer> components() {
    return Collections.unmodifiableSortedSet(data.navigableKeySet());
  }

  /**
   * @param component 0 to 65535
   */
  public AppDataDictionary with(int component, byte[] componentData) {
    if (component < 0 || component > 0xffff) {
      throw new IllegalArgumentException("A component id is 0 to 65535");
    }
    TreeMap<Integer, byte[]> next = new TreeMap<>(data);
    next.put(component, componentData.clone());
    return new AppDataDictionary(next);
  }

  public AppDataDictionary without(int component) {
    TreeMap<Integer, byte[]> next = new TreeMap<>(data);
    next.remove(component);
    return new AppDataDictionary(next);
  }

  /** Those extensions with this dictionary, in the place of an earlier one or at the end. */
  public Extensions in(Extensions extensions) {
    return extensions.with(EXTENSION, TlsWriter.encode(this::write));
  }

  private void write(TlsWriter out) {
    out.nested(
        entries -> {
          for (Map.Entry<Integer, byte[]> entry : data.entrySet()) {
            entries.u16(entry.getKey()).opaque(entry.getValue());
          }
        });
  }
}

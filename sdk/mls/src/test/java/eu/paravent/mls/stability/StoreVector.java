package eu.paravent.mls.stability;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.testing.MemoryStorage;
import eu.paravent.mls.testing.Person;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a version of this library stored, with messages for it and what must come of them. Written
 * once, read by every later version.
 */
public final class StoreVector {
  private final CipherSuite suite;
  private final Map<String, String> identities = new TreeMap<>();
  private final Map<String, Map<String, String>> stores = new TreeMap<>();
  private final Map<String, String> values = new TreeMap<>();

  StoreVector(CipherSuite suite) {
    this.suite = suite;
  }

  void put(String name, byte[] value) {
    if (values.put(name, HexFormat.of().formatHex(value)) != null) {
      throw new IllegalArgumentException(name + " stands twice");
    }
  }

  CipherSuite suite() {
    return suite;
  }

  /** Vectors of earlier versions have not everything. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  public byte[] value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("The vector has no " + name);
    }
    return HexFormat.of().parseHex(value);
  }

  /** What this person keeps at this moment, under keys that begin so. */
  void keep(Person person, String... prefixes) {
    Map<String, String> kept = new TreeMap<>();
    for (String prefix : prefixes) {
      person.storage().contents().entrySet().stream()
          .filter(e -> e.getKey().startsWith(prefix))
          .forEach(e -> kept.put(e.getKey(), e.getValue()));
    }
    stores.put(person.name(), kept);
    identities.put(person.name(), HexFormat.of().formatHex(person.key()));
  }

  /** The person with a copy of what was kept. */
  public Person person(String name) {
    Map<String, byte[]> records = new HashMap<>();
    stores.get(name).forEach((key, value) -> records.put(key, HexFormat.of().parseHex(value)));
    MemoryStorage storage = new MemoryStorage();
    storage.write(records);
    return new Person(name, suite, HexFormat.of().parseHex(identities.get(name)), storage);
  }

  String toJson() {
    return JsonWriter.indent("")
            .string()
            .object()
            .value("cipher_suite", suite.value())
            .object("identities", identities)
            .object("stores", stores)
            .object("values", values)
            .end()
            .done()
        + "\n";
  }

  public static StoreVector load(String resource) {
    try (InputStream in = StoreVector.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The stability vector " + resource + " is gone");
      }
      JsonObject json = JsonParser.object().from(in);
      StoreVector vector =
          new StoreVector(CipherSuite.of(json.getInt("cipher_suite")).orElseThrow());
      texts(json.getObject("identities"), vector.identities);
      texts(json.getObject("values"), vector.values);
      JsonObject stores = json.getObject("stores");
      for (String name : stores.keySet()) {
        Map<String, String> store = new TreeMap<>();
        texts(stores.getObject(name), store);
        vector.stores.put(name, store);
      }
      return vector;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonParserException e) {
      throw new IllegalStateException(resource + " is not JSON", e);
    }
  }

  /** The vector of the version that wrote last, in suite 1. */
  public static StoreVector newest() {
    StoreVector newest = load("store-v1-suite-0001.json");
    for (int version = 2; ; version++) {
      String resource = "store-v" + version + "-suite-0001.json";
      if (StoreVector.class.getResource(resource) == null) {
        return newest;
      }
      newest = load(resource);
    }
  }

  private static void texts(JsonObject from, Map<String, String> to) {
    from.keySet().forEach(name -> to.put(name, from.getString(name)));
  }
}

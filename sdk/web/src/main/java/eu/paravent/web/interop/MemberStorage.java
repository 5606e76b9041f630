package eu.paravent.web.interop;

import eu.paravent.mls.storage.MlsStorage;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** MLS state in memory, which can be carried from one runtime to another. */
final class MemberStorage implements MlsStorage {
  private final TreeMap<String, byte[]> records = new TreeMap<>();

  @Override
  public Optional<byte[]> read(String key) {
    byte[] value = records.get(key);
    return value == null ? Optional.empty() : Optional.of(value.clone());
  }

  @Override
  public List<String> keys(String prefix) {
    List<String> found = new ArrayList<>();
    for (String key : records.tailMap(prefix, true).keySet()) {
      if (!key.startsWith(prefix)) {
        break;
      }
      found.add(key);
    }
    return found;
  }

  @Override
  @SuppressWarnings("NullAway") // does not read @Nullable on arrays from class files
  public void write(Map<String, byte @Nullable []> changes) {
    for (Map.Entry<String, byte[]> change : changes.entrySet()) {
      if (change.getValue() == null) {
        records.remove(change.getKey());
      } else {
        records.put(change.getKey(), change.getValue().clone());
      }
    }
  }

  void writeTo(DataOutputStream out) throws IOException {
    out.writeInt(records.size());
    for (Map.Entry<String, byte[]> each : records.entrySet()) {
      out.writeUTF(each.getKey());
      out.writeInt(each.getValue().length);
      out.write(each.getValue());
    }
  }

  static MemberStorage readFrom(DataInputStream in) throws IOException {
    MemberStorage storage = new MemberStorage();
    for (int left = in.readInt(); left > 0; left--) {
      String key = in.readUTF();
      byte[] value = new byte[in.readInt()];
      in.readFully(value);
      storage.records.put(key, value);
    }
    return storage;
  }
}

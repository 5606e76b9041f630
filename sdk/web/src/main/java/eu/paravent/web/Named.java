package eu.paravent.web;

import eu.paravent.client.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What one record of the browser's database holds: the length of its name, the name, the value. */
record Named(String name, byte[] value) {
  byte[] bytes() {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 + text.length + value.length)
        .putInt(text.length)
        .put(text)
        .put(value)
        .array();
  }

  /**
   * @throws StoreException if it is not one
   */
  static Named parse(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int length = bytes.length < 4 ? -1 : in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new StoreException("A record in the browser's storage is damaged", null);
    }
    byte[] text = new byte[length];
    in.get(text);
    byte[] value = new byte[in.remaining()];
    in.get(value);
    return new Named(new String(text, StandardCharsets.UTF_8), value);
  }

  @Override
  public String toString() {
    return "Named[" + value.length + " bytes]";
  }
}

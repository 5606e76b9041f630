package eu.paravent.client.internal.engine;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a row is written as bytes: fields one after the other, without names, behind a version. Only
 * this client reads what it wrote, from its own sealed store.
 */
final class Row {
  private Row() {}

  static final class Writer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    Writer(int version) {
      number(version);
    }

    Writer number(long value) {
      try {
        out.writeLong(value);
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Writer flag(boolean value) {
      return number(value ? 1 : 0);
    }

    Writer bytes(byte[] value) {
      try {
        out.writeInt(value.length);
        out.write(value);
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Writer text(String value) {
      return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    Writer instant(Instant value) {
      return number(value.getEpochSecond()).number(value.getNano());
    }

    Writer texts(List<String> values) {
      number(values.size());
      values.forEach(this::text);
      return this;
    }

    Writer optionalText(Optional<String> value) {
      return texts(value.map(List::of).orElse(List.of()));
    }

    Writer optionalBytes(Optional<byte[]> value) {
      flag(value.isPresent());
      value.ifPresent(this::bytes);
      return this;
    }

    byte[] done() {
      return bytes.toByteArray();
    }
  }

  static final class Reader {
    private final ByteBuffer in;
    private final long version;

    /**
     * @param version the only one this code can read
     */
    Reader(byte[] row, int version) {
      this(row, version, version);
    }

    /**
     * @param least the oldest this code can read
     * @param most the newest
     */
    Reader(byte[] row, int least, int most) {
      in = ByteBuffer.wrap(row);
      long written = number();
      version = written;
      if (written < least || written > most) {
        throw new IllegalStateException(
            "The store was written by another version of this library (row version "
                + written
                + ")");
      }
    }

    /** The one it was written by. */
    long version() {
      return version;
    }

    long number() {
      try {
        return in.getLong();
      } catch (BufferUnderflowException e) {
        throw new IllegalStateException("A row of the store is shorter than it should be", e);
      }
    }

    boolean flag() {
      return number() != 0;
    }

    byte[] bytes() {
      byte[] value = new byte[in.getInt()];
      in.get(value);
      return value;
    }

    String text() {
      return new String(bytes(), StandardCharsets.UTF_8);
    }

    Instant instant() {
      return Instant.ofEpochSecond(number(), number());
    }

    <T> List<T> list(Function<Reader, T> item) {
      long count = number();
      List<T> values = new ArrayList<>();
      for (long i = 0; i < count; i++) {
        values.add(item.apply(this));
      }
      return List.copyOf(values);
    }

    List<String> texts() {
      return list(Reader::text);
    }

    Optional<String> optionalText() {
      return texts().stream().findFirst();
    }

    Optional<byte[]> optionalBytes() {
      return flag() ? Optional.of(bytes()) : Optional.empty();
    }
  }
}

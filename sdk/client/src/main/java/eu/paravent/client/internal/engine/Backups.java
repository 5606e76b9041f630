package eu.paravent.client.internal.engine;

import eu.paravent.client.UserId;
import eu.paravent.client.backup.Backup;
import eu.paravent.client.backup.BackupException;
import eu.paravent.client.backup.RecoveryKey;
import eu.paravent.client.internal.backup.BackupInput;
import eu.paravent.client.internal.backup.BackupOutput;
import eu.paravent.client.internal.engine.ConversationRow.Phase;
import eu.paravent.client.internal.store.LocalStore;
import eu.paravent.client.internal.store.StoreTransaction;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How what a backup holds comes into it, and into a new store. {@link Space} says what that is: no
 * group state, no ratchet, no key of this device, no outbox, nothing that was staged. So the
 * restored client cannot use a key twice: it has none.
 */
public final class Backups {
  /** Version 1 held fewer spaces. */
  private static final int FIRST = 1, VERSION = 2, ROW_VERSION = 1;

  private static final String CLIENT = Space.CLIENT.title(),
      RESTORED = "restored",
      CONVERSATION = Space.CONVERSATION.title();
  private static final int ROW = 1, ENTRY = 2, END = 3, PAGE = 500, VALUE_MOST = 64 << 20;

  private Backups() {}

  /** Of one state of the store. */
  static Backup write(Core core, RecoveryKey key, OutputStream to) {
    byte[] secret = key.insecureBytes();
    UserId user = core.identity.user();
    Instant now = core.clock.instant().truncatedTo(ChronoUnit.SECONDS);
    try (DataOutputStream out = new DataOutputStream(new BackupOutput(to, secret, core.random))) {
      return core.database.read(
          tx -> {
            try {
              return write(tx, user, now, out);
            } catch (IOException e) {
              throw new BackupException("The backup cannot be written", e);
            }
          });
    } catch (IOException e) {
      throw new BackupException("The backup cannot be written", e);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private static Backup write(StoreTransaction tx, UserId user, Instant now, DataOutputStream out)
      throws IOException {
    out.writeInt(VERSION);
    text(out, user.uri());
    out.writeLong(now.getEpochSecond());
    int conversations = 0;
    long messages = 0;
    for (ConversationRow row : ConversationRow.all(tx)) {
      if (row.visible()) {
        conversations++;
        out.writeByte(ROW);
        text(out, CONVERSATION);
        text(out, row.id().value());
        value(out, row.phase(Phase.ENDED).cursor(0).counter(0).bytes());
        messages += entries(tx, Messages.stream(row.id()), out, Messages::settled);
      }
    }
    for (Space space : Space.values()) {
      if (space.backedUp() && space.stream()) {
        // those of conversations are written with them
        if (space != Space.MESSAGES) {
          entries(tx, space.title(), out, StoreTransaction.Entry::value);
        }
      } else if (space.backedUp() && space != Space.CONVERSATION) {
        for (Map.Entry<String, byte[]> row : tx.scan(space.title(), "").entrySet()) {
          out.writeByte(ROW);
          text(out, space.title());
          text(out, row.getKey());
          value(out, row.getValue());
        }
      }
    }
    out.writeByte(END);
    return new Backup(user, now, conversations, messages);
  }

  private static long entries(
      StoreTransaction tx,
      String stream,
      DataOutputStream out,
      Function<StoreTransaction.Entry, byte[]> form)
      throws IOException {
    long from = 0;
    long count = 0;
    while (true) {
      List<StoreTransaction.Entry> page = tx.after(stream, from, PAGE);
      for (StoreTransaction.Entry entry : page) {
        out.writeByte(ENTRY);
        text(out, stream);
        out.writeLong(entry.position());
        value(out, form.apply(entry));
        from = entry.position();
        count++;
      }
      if (page.size() < PAGE) {
        return count;
      }
    }
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    value(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void value(DataOutputStream out, byte[] value) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }

  /** Into a store that no client was opened on yet. */
  public static Backup restore(InputStream from, RecoveryKey key, LocalStore store) {
    byte[] secret = key.insecureBytes();
    try (BackupInput plain = new BackupInput(from, secret)) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(plain));
      return store.write(
          tx -> {
            try {
              return restore(in, tx);
            } catch (EOFException e) {
              throw new BackupException("The backup is cut off", e);
            } catch (IOException e) {
              throw new BackupException("The backup cannot be read", e);
            } catch (IllegalArgumentException e) {
              throw new BackupException("The backup holds what this version does not know", e);
            }
          });
    } catch (IOException e) {
      throw new BackupException("The backup cannot be read", e);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private static Backup restore(DataInputStream in, StoreTransaction tx) throws IOException {
    if (Identity.load(tx).isPresent()
        || restoredFor(tx).isPresent()
        || !ConversationRow.all(tx).isEmpty()) {
      throw new IllegalStateException("A backup is restored into a new store only");
    }
    int version = in.readInt();
    if (version < FIRST || version > VERSION) {
      throw new BackupException(
          "The backup was written by a newer version of this library: update it", null);
    }
    UserId user = new UserId(text(in));
    Instant written = Instant.ofEpochSecond(in.readLong());
    long messages = 0;
    int conversations = 0;
    for (int kind = in.readByte(); kind != END; kind = in.readByte()) {
      String name = text(in);
      if (kind == ROW) {
        conversations += name.equals(CONVERSATION) ? 1 : 0;
        tx.put(allowed(name), text(in), value(in));
      } else if (kind == ENTRY) {
        messages += name.equals(Space.NOTICE_RECEIPTS.title()) ? 0 : 1;
        append(tx, requireStream(name), in.readLong(), value(in));
      } else {
        throw new BackupException("The backup holds what this version does not know", null);
      }
    }
    if (in.read() != -1) {
      throw new BackupException("The backup goes on after its end", null);
    }
    tx.put(CLIENT, RESTORED, new Row.Writer(ROW_VERSION).text(user.uri()).done());
    return new Backup(user, written, conversations, messages);
  }

  private static String allowed(String space) {
    if (Space.of(space).filter(known -> known.backedUp() && !known.stream()).isEmpty()) {
      throw new BackupException("The backup holds what does not belong into one", null);
    }
    return space;
  }

  private static String requireStream(String name) {
    return name.equals(Space.NOTICE_RECEIPTS.title()) ? name : Messages.requireStream(name);
  }

  /** Places stay what they are: others point to them. */
  private static void append(StoreTransaction tx, String stream, long position, byte[] value) {
    if (position <= tx.last(stream)) {
      throw new BackupException("The backup holds messages out of order", null);
    }
    tx.insert(stream, position, value);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(value(in), StandardCharsets.UTF_8);
  }

  private static byte[] value(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > VALUE_MOST) {
      throw new BackupException("The backup is damaged", null);
    }
    byte[] value = in.readNBytes(length);
    if (value.length != length) {
      throw new EOFException();
    }
    return value;
  }

  /** Whose backup this store began with. */
  static Optional<UserId> restoredFor(StoreTransaction tx) {
    return tx.get(CLIENT, RESTORED).map(row -> new UserId(new Row.Reader(row, ROW_VERSION).text()));
  }
}

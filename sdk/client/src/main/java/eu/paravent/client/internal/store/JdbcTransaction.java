package eu.paravent.client.internal.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One transaction on one {@link Session}. What is put and appended is written when the transaction
 * reads around it, or at the end: see {@link #flush}.
 */
final class JdbcTransaction implements StoreTransaction {
  private final Statements statements;
  private final MapRows maps;
  private final LogRows logs;

  JdbcTransaction(Session session, Sealer sealer, Schema schema, boolean writable) {
    statements = new Statements(session, writable);
    maps = new MapRows(statements, sealer, schema);
    logs = new LogRows(statements, sealer, schema);
  }

  /** To be called once after the work, before the transaction is committed. */
  void flush() {
    logs.flush();
    maps.flush();
  }

  void end() {
    statements.end();
    maps.forget();
  }

  /** Whether anything was written, so that there is something to be made durable. */
  boolean changed() {
    return statements.changed();
  }

  /** Whether the last row that was put here is seen through that other transaction. */
  boolean seenBy(JdbcTransaction other) {
    return maps.seenBy(other.statements);
  }

  @Override
  public Optional<byte[]> get(String space, String key) {
    return maps.get(space, key);
  }

  @Override
  public void put(String space, String key, byte[] value) {
    maps.put(space, key, value);
  }

  @Override
  public void delete(String space, String key) {
    maps.delete(space, key);
  }

  @Override
  public Map<String, byte[]> scan(String space, String prefix) {
    return maps.scan(space, prefix);
  }

  @Override
  public long append(String stream, byte[] value) {
    return logs.append(stream, value);
  }

  @Override
  public void insert(String stream, long position, byte[] value) {
    logs.insert(stream, position, value);
  }

  @Override
  public void leap(String stream, long position) {
    logs.leap(stream, position);
  }

  @Override
  public void replace(String stream, long position, byte[] value) {
    logs.replace(stream, position, value);
  }

  @Override
  public void remove(String stream, long position) {
    logs.remove(stream, position);
  }

  @Override
  public List<Entry> after(String stream, long position, int limit) {
    return logs.after(stream, position, limit);
  }

  @Override
  public List<Entry> before(String stream, long position, int limit) {
    return logs.before(stream, position, limit);
  }

  @Override
  public long last(String stream) {
    return logs.last(stream);
  }
}

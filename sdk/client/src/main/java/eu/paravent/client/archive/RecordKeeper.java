package eu.paravent.client.archive;

/** Writes what an archivist's client received where it is kept. */
@FunctionalInterface
public interface RecordKeeper {
  /**
   * Keeps one record; returns once it is durable. Records come in order, one at a time, each at
   * least once: after a crash the last one may come again, under the same {@link
   * Recorded#position}. Where this throws, the same one comes again after a pause; until then
   * nothing is lost, and later ones wait in the client's store.
   */
  void keep(Recorded record, RecordDesk desk);
}

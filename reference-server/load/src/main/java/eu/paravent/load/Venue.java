package eu.paravent.load;

/** A server that is loaded, ours or another one, on a database that is the same for all. */
interface Venue extends AutoCloseable {
  String name();

  /** Of the process whose time is counted; the database is not in it. */
  long pid();

  /** A new group with its members, as the plan says. */
  Crowd gather(Plan plan, int number) throws Exception;

  /** Where devices connect on which nothing happens. */
  Lobby lobby() throws Exception;

  /** Somewhere to be connected to. */
  interface Lobby extends AutoCloseable {
    Recipient enter(int number) throws Exception;

    @Override
    default void close() {}
  }

  /** Gives back what it does not need, as far as it can be asked to. */
  default void collectGarbage() throws Exception {}

  @Override
  void close();
}

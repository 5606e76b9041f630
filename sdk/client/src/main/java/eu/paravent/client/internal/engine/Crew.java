package eu.paravent.client.internal.engine;

/** Where a client's threads come from. */
public abstract class Crew {
  Crew() {}

  abstract Threads threads();

  /** Each client has its own. */
  public static Crew own() {
    return new Crew() {
      @Override
      Threads threads() {
        return new Threads();
      }
    };
  }
}

package eu.paravent.server.privacy.control;

/** What runs here. */
public final class Software {
  private Software() {}

  /** Name and version. */
  public static String name() {
    return Resources.lines("version.txt").get(0);
  }
}

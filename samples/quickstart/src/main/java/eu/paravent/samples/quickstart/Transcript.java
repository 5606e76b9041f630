package eu.paravent.samples.quickstart;

/** What the quickstart prints. */
final class Transcript {
  private Transcript() {}

  static void chapter(String title) {
    System.out.println();
    System.out.println("== " + title);
  }

  static void line(String who, String what) {
    System.out.printf("  %-6s %s%n", who, what);
  }

  static void plain(String text) {
    System.out.println("  " + text);
  }
}

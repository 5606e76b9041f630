package eu.paravent.protocol;

import java.util.List;

/**
 * Answer to {@code GET} {@link Paths#VERSIONS}, which is the same in every version: what a server
 * speaks, the newest last.
 */
public record ServerVersions(List<Version> versions) {
  /** What this release of the SDK and of the reference server speaks. */
  public static ServerVersions ofThisRelease() {
    return new ServerVersions(List.of(new Version(1, Paths.ROOT)));
  }

  /**
   * @param version a whole number from 1
   * @param root what the addresses of this version begin with
   */
  public record Version(int version, String root) {}
}

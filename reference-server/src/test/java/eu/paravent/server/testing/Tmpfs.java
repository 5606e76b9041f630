package eu.paravent.server.testing;

import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/** A small file system over a directory, so that a disk can be full. Linux, as root. */
public final class Tmpfs implements AutoCloseable {
  private final Path directory;

  private Tmpfs(Path directory) {
    this.directory = directory;
  }

  /**
   * @throws TestAbortedException where this process may not mount
   */
  public static Tmpfs over(Path directory, long bytes) throws Exception {
    if (!run("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", directory.toString())) {
      String why = "SKIPPED, a full disk for real: this process may not mount a file system";
      System.err.println(why);
      throw new TestAbortedException(why);
    }
    return new Tmpfs(directory);
  }

  public void resize(long bytes) throws Exception {
    if (!run("mount", "-o", "remount,size=" + bytes, directory.toString())) {
      throw new IllegalStateException("Not mounted any more: " + directory);
    }
  }

  @Override
  public void close() throws Exception {
    run("umount", "--lazy", directory.toString());
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (java.io.IOException e) {
      // no such command here
      return false;
    }
  }
}

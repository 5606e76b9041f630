package eu.paravent.server.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Before any system test: the database, and what arquillian.xml asks for. */
public final class TestRun implements LauncherSessionListener {
  private static final List<Integer> PORTS = List.of(8080, 8443, 9990);

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    if (System.getProperty(TestDatabase.PROPERTY) == null) {
      return;
    }
    int offset = freeOffset();
    System.setProperty("paravent.it.offset", String.valueOf(offset));
    System.setProperty("paravent.it.management.port", String.valueOf(9990 + offset));
    System.setProperty(
        "paravent.it.environment",
        TestDatabase.fresh().entrySet().stream()
            .map(entry -> "-Denv." + entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(" ")));
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    SharedServer.stop();
    TestDatabase.stop();
  }

  private static int freeOffset() {
    return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(1_000, 20_000))
        .filter(offset -> PORTS.stream().allMatch(port -> isFree(port + offset)))
        .limit(1)
        .sum();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (java.net.BindException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package eu.paravent.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.OutgoingMessage;
import eu.paravent.client.internal.delivery.JdkTransport;
import eu.paravent.server.testing.Correspondents;
import eu.paravent.testkit.contract.ServerUnderTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The server's clock jumps an hour forward and back while people write. What goes by it (sessions,
 * assertions, silence on push sockets, retention) may make them wait; what they wrote arrives once
 * and in order.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ClockJumpPostgreSqlIT {
  private static final Duration HOUR = Duration.ofHours(1), SOON = Duration.ofMinutes(2);
  private static final Path FILE =
      Path.of(System.getProperty("java.io.tmpdir"), "paravent-clock-" + System.nanoTime());

  @ArquillianResource private URI deployment;

  @Deployment(testable = false)
  static WebArchive application() throws IOException {
    set(Duration.ZERO);
    // the server asks until it is undeployed
    FILE.toFile().deleteOnExit();
    return Deployments.application()
        .addAsLibrary(
            ShrinkWrap.create(JavaArchive.class, "jumping-clock.jar")
                .addClass(JumpingClock.class)
                .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsResource(new StringAsset(FILE.toString()), JumpingClock.WHERE));
  }

  @Test
  void nothingIsLostDoubledOrOutOfTurn() throws Exception {
    URI server = URI.create("http://" + deployment.getAuthority());
    ServerUnderTest tested =
        new ServerUnderTest(
            server.toString(),
            "operators-token",
            InstantSource.system(),
            () -> new JdkTransport(server, Runnable::run));
    try (Correspondents two = new Correspondents(tested)) {
      two.sayElsewhere("all clocks are right");

      // sessions are over at once, and nobody whose clock is an hour behind gets a new one
      set(HOUR);
      OutgoingMessage waits = two.write("the server is an hour ahead");
      two.awaitProblem("sessions");
      assertThat(two.read()).containsExactly("all clocks are right");

      set(Duration.ZERO);
      two.retryNow();
      waits.awaitAccepted(SOON);
      two.sayElsewhere("and back");

      // sessions that last go on
      set(HOUR.negated());
      two.sayElsewhere("the server is an hour behind");
      set(Duration.ZERO);
      two.sayElsewhere("all clocks are right again");

      two.check();
    }
  }

  private static void set(Duration offset) throws IOException {
    Path next = Path.of(FILE + ".next");
    Files.writeString(next, offset.toString());
    Files.move(next, FILE, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}

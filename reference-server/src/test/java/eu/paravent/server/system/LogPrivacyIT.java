package eu.paravent.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.internal.delivery.JdkTransport;
import eu.paravent.server.testing.WildFlyProcess;
import eu.paravent.testkit.contract.ConversationContract;
import eu.paravent.testkit.contract.IdempotencyContract;
import eu.paravent.testkit.contract.InvitesContract;
import eu.paravent.testkit.contract.JoinRequestsContract;
import eu.paravent.testkit.contract.KeyPackagesContract;
import eu.paravent.testkit.contract.PushContract;
import eu.paravent.testkit.contract.RevocationContract;
import eu.paravent.testkit.contract.ServerUnderTest;
import eu.paravent.testkit.contract.SessionsContract;
import eu.paravent.testkit.contract.SignInContract;
import eu.paravent.testkit.contract.UploadsContract;
import eu.paravent.testkit.contract.WakeUpContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Most of the contract against one server, good flows and refused ones, and then a look into what
 * the server wrote meanwhile: nothing that clients and server told each other is there. What the
 * server may write is in docs/server.md.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class LogPrivacyIT {
  private static final String TOKEN = "operators-own-registration-token";
  private static final Overheard OVERHEARD = new Overheard();
  @TempDir static Path directory;
  private static @Nullable WildFlyProcess server;
  private static int boot;

  @BeforeAll
  static void start() throws IOException {
    Map<String, String> environment = new HashMap<>(TestDatabase.fresh());
    environment.put("PARAVENT_REGISTRATION_TOKEN", TOKEN);
    environment.put("PARAVENT_HOUSEKEEPING_SECONDS", "1");
    server = WildFlyProcess.at(directory.resolve("node"), environment).start();
    boot = log().length();
  }

  @AfterAll
  static void stop() {
    running().close();
  }

  private static WildFlyProcess running() {
    if (server == null) {
      throw new IllegalStateException("Not started");
    }
    return server;
  }

  private static String log() throws IOException {
    return Files.readString(running().console());
  }

  private static ServerUnderTest overheard() {
    return new ServerUnderTest(
        running().uri().toString(),
        TOKEN,
        InstantSource.system(),
        () -> OVERHEARD.on(new JdkTransport(running().uri(), Runnable::run)));
  }

  @Nested
  @Order(1)
  class Conversation extends ConversationContract {
    @Override
    protected ServerUnderTest server() {
      return overheard();
    }
  }

  @Nested
  @Order(1)
  class WakeUps extends WakeUpContract {
    @Override
    protected ServerUnderTest server() {
      return overheard();
    }
  }

  @Nested
  @Order(1)
  class Idempotency extends IdempotencyContract {
    @Override
    protected ServerUnderTest server() {
      return overheard();
    }
  }

  @Nested
  @Order(1)
  class Invites extends InvitesContract {
    @Override
    protected ServerUnderTest server() {
      return overheard();
    }
  }

  @Nested
  @Order(1)
  class JoinRequests extends JoinRequestsContract {
    @Override
    protected ServerUnderTest server() {
      return overheard();
    }
  }

  @Nested
  @Order(1)
  class KeyPackages extends KeyPackagesContract {
    @Override
    protected ServerUnderTest server() {
      return overheard();
    }
  }

  @Nested
  @Order(1)
  class Push extends PushContract {
    @Override
    protected ServerUnderTest server() {
      return overheard();
    }
  }

  @Nested
  @Order(1)
  class Revocation extends RevocationContract {
    @Override
    protected ServerUnderTest server() {
      return overheard();
    }
  }

  @Nested
  @Order(1)
  class Sessions extends SessionsContract {
    @Override
    protected ServerUnderTest server() {
      return overheard();
    }
  }

  @Nested
  @Order(1)
  class SignIn extends SignInContract {
    @Override
    protected ServerUnderTest server() {
      return overheard();
    }
  }

  @Nested
  @Order(1)
  class Uploads extends UploadsContract {
    @Override
    protected ServerUnderTest server() {
      return overheard();
    }
  }

  @Nested
  @Order(2)
  class Afterwards {
    @Test
    void nothingThatWasSaidStandsInTheLog() throws IOException {
      assertThat(OVERHEARD.all()).contains(TOKEN).hasSizeGreaterThan(500);
      for (String text : List.of(log(), serverLog())) {
        assertThat(text).contains("Database schema migrated");
        assertThat(OVERHEARD.foundIn(text)).isEmpty();
        assertThat(text).doesNotContain("mimi://").doesNotContain("Bearer ");
      }
    }

    @Test
    void noNamesAndAddressesAreWrittenWhileTheServerWorks() throws IOException {
      String work = log().substring(boot);

      assertThat(
              Pattern.compile(
                      "(?i)\\b(?:alice|bob|carol|dave|mallory|guest)\\b"
                          + "|\\bc[0-9a-f]{16}\\.example\\b"
                          + "|\\b[0-9]{1,3}(?:\\.[0-9]{1,3}){3}\\b"
                          + "|\\[?(?:[0-9a-f]{1,4}:){4,}[0-9a-f]{1,4}\\b")
                  .matcher(work)
                  .results()
                  .map(found -> around(work, found.start()))
                  .toList())
          .isEmpty();
    }

    /** Thousands of requests, most of them in order: silence. */
    @Test
    void onlyWhatAnOperatorMustSeeIsWritten() throws IOException {
      assertThat(log().substring(boot).lines().filter(line -> line.contains("ERROR")).toList())
          .isEmpty();
    }

    @Test
    void aSlipWouldBeFound() {
      String secret = OVERHEARD.all().iterator().next();

      assertThat(OVERHEARD.foundIn("Signed in with " + secret + " from far away")).contains(secret);
    }

    private static String around(String text, int position) {
      return text.substring(Math.max(0, position - 80), Math.min(text.length(), position + 80));
    }

    private static String serverLog() throws IOException {
      return Files.readString(directory.resolve("node/log/server.log"));
    }
  }
}

package eu.paravent.web.interop;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.CipherSuite;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The MLS core as compiled for the browser, in a browser, and the same core in Java, in one group.
 * Repeat a failure with {@code -Dparavent.seed}; the seed and the last steps are in its message; go
 * further with {@code -Dparavent.steps}.
 */
@Timeout(600)
class BrowserInteropTest {
  private static Chromium chromium;
  private CorePage page;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    page = new CorePage(chromium.browser());
  }

  @AfterEach
  void close() {
    page.close();
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  void aLongWalkInTheMandatorySuite() throws Exception {
    walk(
        CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519,
        Integer.getInteger("paravent.steps", 150),
        10);
  }

  /** The others are slow in the browser, so a few steps with few members. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = "MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519")
  void aShortWalkInEveryOtherSuite(CipherSuite suite) throws Exception {
    walk(suite, 12, 4);
  }

  private void walk(CipherSuite suite, int steps, int most) throws Exception {
    long seed = Long.getLong("paravent.seed", System.nanoTime());
    Walk walk = new Walk(page, suite.value(), new Random(seed), most);
    try {
      for (int i = 0; i < steps; i++) {
        walk.step();
      }
    } catch (Exception | AssertionError e) {
      throw new AssertionError("Seed " + seed + ", suite " + suite + ": " + walk.lastSteps(), e);
    }
    System.out.println("Walked " + suite + ", seed " + seed + ": " + walk.summary());
  }
}

package eu.paravent.mls.interop;

import eu.paravent.mls.CipherSuite;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds each of these back is in docs/mls-peers.md. */
class TsMlsInteropTest extends InteropContract {
  private static TsMls process;

  @BeforeAll
  static void start() throws Exception {
    process = TsMls.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (process != null) {
      process.close();
    }
  }

  @Override
  Peer theirs(String name, CipherSuite suite) throws Exception {
    return process.member(name, suite);
  }

  @Override
  boolean joinersNeedPath() {
    return false;
  }

  /** Each of theirs takes much longer than one of ours. */
  @Override
  int most() {
    return 7;
  }

  @Override
  boolean mayRemove(int leaf, List<Integer> leavesThen) {
    return true;
  }

  /** Its parts, put together by the test: ts-mls has no such suite. */
  @Test
  void theHybridSuiteIsUnderstood() throws Exception {
    everythingInSuite(CipherSuite.MLS_128_MLKEM768X25519_AES256GCM_SHA384_ED25519);
  }
}

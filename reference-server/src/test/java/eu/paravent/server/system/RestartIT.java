package eu.paravent.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.server.testing.WildFlyProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server of its own process, from the installation as it is delivered: killed, given a
 * certificate, started again on the same data, and stopped.
 */
class RestartIT {
  @TempDir Path directory;

  @Test
  void killedServerStartsAgainOnTheSameDataAndStopsInGoodOrder() throws Exception {
    Map<String, String> environment = new HashMap<>(TestDatabase.fresh());
    environment.put("TLS_PASSWORD", ServerTls.PASSWORD);
    ServerTls tls = new ServerTls(directory);
    try (WildFlyProcess server = WildFlyProcess.at(directory.resolve("node"), environment)) {
      server.start();
      String before = server.healthReport("ready");
      long firstProcess = server.pid();

      server.kill();
      assertThat(ProcessHandle.of(firstProcess).map(ProcessHandle::isAlive).orElse(false))
          .isFalse();
      tls.configure(server);
      server.start();

      assertThat(server.pid()).isNotEqualTo(firstProcess);
      assertThat(before).contains("\"product\":\"" + TestDatabase.productName() + "\"");
      assertThat(databaseCheck(server.healthReport("ready"))).isEqualTo(databaseCheck(before));
      assertThat(server.health("live")).isEqualTo(200);

      tls.requireAnswer(server, "TLSv1.3", "TLS_AES_256_GCM_SHA384");
      tls.requireAnswer(server, "TLSv1.2", "TLS_ECDHE_");

      server.stop();
      assertThat(server.alive()).isFalse();
      assertThat(Files.readString(server.console())).contains("WFLYSRV0050");
    }
  }

  private static String databaseCheck(String report) {
    int start = report.indexOf("\"name\":\"database\"");
    return report.substring(start, report.indexOf('}', start));
  }
}

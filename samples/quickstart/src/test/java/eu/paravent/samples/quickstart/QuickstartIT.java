package eu.paravent.samples.quickstart;

import eu.paravent.server.testing.WildFlyProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job on the provisioned WildFly with its embedded database; it checks itself as it goes.
 */
class QuickstartIT {
  @TempDir Path folder;

  @Test
  void twoMembersOfStaffAndAGuestTalkFromBeginningToEnd() throws Exception {
    try (WildFlyProcess server =
        WildFlyProcess.at(folder, Map.of("PARAVENT_REGISTRATION_TOKEN", "operators-token"))
            .shortLived()
            .start()) {
      String address = server.uri().toString().replaceAll("/$", "");
      Quickstart.main(new String[] {address, "operators-token"});
    }
  }
}

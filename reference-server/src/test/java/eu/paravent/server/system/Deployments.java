package eu.paravent.server.system;

import java.io.File;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The application as it was built, not as a test would put it together. */
public final class Deployments {
  private Deployments() {}

  public static WebArchive application() {
    return ShrinkWrap.create(ZipImporter.class, "paravent-server.war")
        .importFrom(new File(System.getProperty("paravent.server.war")))
        .as(WebArchive.class);
  }

  /** For tests that run inside the server. */
  static WebArchive applicationWithAssertions() {
    return application()
        .addAsLibrary(
            new File(
                Assertions.class.getProtectionDomain().getCodeSource().getLocation().getPath()));
  }
}

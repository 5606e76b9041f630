package eu.paravent.server.privacy.control;

import static eu.paravent.server.system.MemoryDatabase.with;

import eu.paravent.server.limits.control.NewSuites;
import eu.paravent.server.notices.control.Profiles;
import eu.paravent.server.notices.entity.NoticeRows;
import eu.paravent.server.organisations.control.Organisations;
import eu.paravent.server.privacy.entity.DatabaseProduct;
import eu.paravent.server.privacy.entity.PrivacyRows;
import eu.paravent.server.settings.control.Configuration;
import eu.paravent.server.settings.control.Settings;
import eu.paravent.server.system.MemoryDatabase;

/** Documents as the container would put them together, on a database in memory. */
public final class DocumentsInMemory {
  private DocumentsInMemory() {}

  public static Documents of(
      MemoryDatabase database, Organisations organisations, Settings settings, Object clock) {
    Profiles profiles =
        with(
            with(new Profiles(), "organisations", organisations),
            "rows",
            database.rows(new NoticeRows()));
    Configuration configuration = new Configuration(settings);
    Together together = new Together();
    together.rows = database.rows(new PrivacyRows());
    together.profiles = profiles;
    together.suites = with(new NewSuites(), "settings", settings);
    together.configuration = configuration;
    Documents documents = new Documents();
    documents.organisations = organisations;
    documents.profiles = profiles;
    documents.configuration = configuration;
    documents.together = together;
    documents.database = with(new DatabaseProduct(), "source", database.source());
    return with(documents, "clock", clock);
  }
}

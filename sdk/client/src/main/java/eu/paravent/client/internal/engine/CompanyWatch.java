package eu.paravent.client.internal.engine;

import eu.paravent.client.ChatException;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.internal.notice.ProfileShown;
import eu.paravent.client.internal.store.StoreTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the company says of itself, asked for now and then, so that a newer privacy notice is shown
 * to who is inside already. For staff their own company, for a guest the one that invited it.
 */
final class CompanyWatch {
  private static final System.Logger LOG = System.getLogger(CompanyWatch.class.getName());
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final int VERSION = 1;
  private static final String SPACE = Space.COMPANY_PROFILE.title();

  private final Core core;
  private final Notices notices;
  private volatile Instant next = Instant.MIN;
  private volatile String refused = "";

  CompanyWatch(Core core, Notices notices) {
    this.core = core;
    this.notices = notices;
  }

  /** At the next opportunity, whenever it was looked last. */
  void soon() {
    next = Instant.MIN;
  }

  void look() {
    Instant now = core.clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    String organisation = core.identity.user().organisation();
    Optional<byte[]> root = core.database.read(tx -> root(tx, organisation));
    if (root.isEmpty()) {
      // a guest that has not seen anybody of the company yet
      return;
    }
    try {
      Optional<String> signed = core.server.profile(organisation);
      next = now.plus(PAUSE);
      if (signed.isPresent() && !signed.get().equals(refused)) {
        take(signed.get(), organisation, root.get());
      }
    } catch (ChatException e) {
      LOG.log(System.Logger.Level.DEBUG, () -> "Looking for the profile: " + e.getMessage());
    }
  }

  private Optional<byte[]> root(StoreTransaction tx, String organisation) {
    Identity.Stored me = core.identity.certified();
    return me.chain().size() > 1
        ? Optional.of(me.chain().get(me.chain().size() - 1))
        : Roots.certificate(tx, organisation);
  }

  private void take(String signed, String organisation, byte[] root) {
    ProfileShown shown;
    try {
      shown = ProfileShown.verify(signed, organisation, root);
    } catch (UntrustedException e) {
      refused = signed;
      core.database.write(
          tx -> {
            core.events.alert(
                tx,
                SecurityAlert.Kind.PROFILE_FORGED,
                Optional.empty(),
                Optional.empty(),
                organisation + " did not sign the profile that the server shows");
            return true;
          });
      return;
    }
    core.database.write(
        tx -> {
          // an older one is what a server shows that hides the newer
          if (known(tx.store()).filter(known -> known.version() >= shown.version()).isEmpty()) {
            tx.store().put(SPACE, organisation, new Row.Writer(VERSION).text(signed).done());
            long notice = shown.profile().notice().version();
            if (!notices.covered(tx.store(), notice)) {
              PrivacyEvents.notice(core.events, tx, organisation, notice);
            }
          }
          return true;
        });
  }

  /** The newest that was seen. */
  Optional<ProfileShown> known(StoreTransaction tx) {
    String organisation = core.identity.user().organisation();
    return tx.get(SPACE, organisation)
        .map(row -> new Row.Reader(row, VERSION).text())
        .flatMap(
            signed ->
                root(tx, organisation)
                    .map(root -> ProfileShown.verify(signed, organisation, root)));
  }

  Optional<ProfileShown> known() {
    return core.database.read(this::known);
  }

  /** Where its notice was not taken note of. */
  Optional<ProfileShown> toShow() {
    return core.database.read(
        tx -> known(tx).filter(shown -> !notices.covered(tx, shown.profile().notice().version())));
  }
}

package eu.paravent.client.internal.engine;

import eu.paravent.client.ChatException;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.internal.notice.ProfileShown;
import eu.paravent.client.internal.store.StoreTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What companies say of themselves, asked for now and then: of this person's own (for a guest: the
 * one that invited it), so that a newer privacy notice is shown to who is inside already; and of
 * each other one that is met in conversations, so that everybody sees who answers for what.
 */
final class CompanyWatch {
  private static final System.Logger LOG = System.getLogger(CompanyWatch.class.getName());
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final int VERSION = 1;
  private static final String SPACE = Space.COMPANY_PROFILE.title();

  private final Core core;
  private final Notices notices;
  private final Expiries expiries;

  /** When each was looked at with an answer, and what was said about that already. */
  private final Map<String, Instant> looked = new ConcurrentHashMap<>();

  private final Map<String, String> alerted = new ConcurrentHashMap<>();

  CompanyWatch(Core core, Notices notices, Expiries expiries) {
    this.core = core;
    this.notices = notices;
    this.expiries = expiries;
  }

  /** At the next opportunity, whenever it was looked last. */
  void soon() {
    looked.clear();
  }

  void look() {
    Instant now = core.clock.instant();
    Set<String> known = core.database.read(tx -> Roots.all(tx).keySet());
    Set<String> met = new TreeSet<>(known);
    met.add(own());
    for (String organisation : met) {
      Instant last = looked.get(organisation);
      if (last == null || !now.isBefore(last.plus(PAUSE))) {
        look(organisation, now);
      }
    }
  }

  void lookAtOwn() {
    look(own(), core.clock.instant());
  }

  private void look(String organisation, Instant now) {
    Optional<byte[]> root = core.database.read(tx -> root(tx, organisation));
    if (root.isEmpty()) {
      // of whom nobody was seen yet
      return;
    }
    try {
      Optional<String> signed = core.server.profile(organisation);
      looked.put(organisation, now);
      if (signed.isEmpty()) {
        missing(organisation);
      } else if (!signed.get().equals(alerted.get(organisation))) {
        take(signed.get(), organisation, root.get());
      }
    } catch (ChatException e) {
      LOG.log(System.Logger.Level.DEBUG, () -> "Looking for the profile: " + e.getMessage());
    }
  }

  private String own() {
    return core.identity.user().organisation();
  }

  private Optional<byte[]> root(StoreTransaction tx, String organisation) {
    Identity.Stored me = core.identity.certified();
    return organisation.equals(own()) && me.chain().size() > 1
        ? Optional.of(me.chain().get(me.chain().size() - 1))
        : Roots.certificate(tx, organisation);
  }

  /** A profile is not taken back: who has seen one and is shown none is deceived. */
  private void missing(String organisation) {
    if (core.database.read(tx -> known(tx, organisation)).isPresent()) {
      alert(
          organisation,
          "",
          SecurityAlert.Kind.PROFILE_WITHHELD,
          "The server shows no profile of " + organisation + " any more");
    }
  }

  /** Once for what the server shows. */
  private void alert(String organisation, String shown, SecurityAlert.Kind kind, String words) {
    if (shown.equals(alerted.put(organisation, shown))) {
      return;
    }
    core.database.write(
        tx -> {
          core.events.alert(tx, kind, Optional.empty(), Optional.empty(), words);
          return true;
        });
  }

  private void take(String signed, String organisation, byte[] root) {
    ProfileShown shown;
    try {
      shown = ProfileShown.verify(signed, organisation, root);
    } catch (UntrustedException e) {
      alert(
          organisation,
          signed,
          SecurityAlert.Kind.PROFILE_FORGED,
          organisation + " did not sign the profile that the server shows");
      return;
    }
    long newest =
        core.database.write(
            tx -> {
              long known = known(tx.store(), organisation).map(ProfileShown::version).orElse(0L);
              if (known < shown.version()) {
                keep(tx, organisation, signed, shown);
              }
              return known;
            });
    if (newest > shown.version()) {
      alert(
          organisation,
          signed,
          SecurityAlert.Kind.PROFILE_WITHHELD,
          "The server shows an older profile of " + organisation + " than it did before");
    } else {
      alerted.remove(organisation);
    }
  }

  private void keep(Tx tx, String organisation, String signed, ProfileShown shown) {
    tx.store().put(SPACE, organisation, new Row.Writer(VERSION).text(signed).done());
    if (Minimums.note(tx.store(), organisation, shown.profile().keeping())) {
      expiries.rulesChanged(tx);
    }
    long notice = shown.profile().notice().version();
    if (organisation.equals(own()) && !notices.covered(tx.store(), notice)) {
      PrivacyEvents.notice(core.events, tx, organisation, notice);
    }
  }

  /** The newest that was seen. */
  Optional<ProfileShown> known(StoreTransaction tx) {
    return known(tx, own());
  }

  /** The newest that was seen of this organisation. */
  Optional<ProfileShown> known(StoreTransaction tx, String organisation) {
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

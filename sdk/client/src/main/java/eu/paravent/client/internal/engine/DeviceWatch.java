package eu.paravent.client.internal.engine;

import eu.paravent.client.ChatException;
import eu.paravent.client.ConversationId;
import eu.paravent.client.RefusedException;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.UserId;
import eu.paravent.client.UserUnknownException;
import eu.paravent.client.event.ChatEvent.SecurityAlert.Kind;
import eu.paravent.client.identity.Device;
import eu.paravent.client.identity.Devices;
import eu.paravent.client.internal.delivery.DeviceAt;
import eu.paravent.client.internal.keys.Certificate;
import eu.paravent.client.internal.keys.Certificate.CertificateException;
import eu.paravent.client.internal.keys.StatusList;
import eu.paravent.client.internal.store.StoreTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks which devices the people of this client's conversations have, and has those that are
 * missing added. A device that was in a conversation and is not any more is not missing: it left,
 * or somebody removed it.
 */
final class DeviceWatch implements Devices {
  private static final int VERSION = 1, OTHERS_AT_ONCE = 4, AT_ONCE = 3;
  private static final Duration OTHERS_EVERY = Duration.ofHours(1);
  private static final String OWN = Space.DEVICE.title(), GONE = Space.DEVICE_GONE.title();
  private static final String LOOKED = "looked";

  private final Core core;
  private final StatusLists statusLists;
  private final Chores chores;
  private final Map<UserId, Instant> looked = new ConcurrentHashMap<>();
  private final Set<String> forged = Collections.newSetFromMap(new ConcurrentHashMap<>());
  private final Map<String, Attempts> attempts = new ConcurrentHashMap<>();

  DeviceWatch(Core core, StatusLists statusLists, Chores chores) {
    this.core = core;
    this.statusLists = statusLists;
    this.chores = chores;
  }

  /** Adding a device failed so often; not before then again. */
  private record Attempts(int failed, Instant next) {}

  /** Looks after the own devices, and after some of the others'. Staff only. */
  void look() {
    UserId self = core.identity.user();
    if (self.guest()) {
      return;
    }
    Map<ConversationId, List<Seat>> seats = seats();
    Set<String> organisations = new LinkedHashSet<>(Set.of(self.organisation()));
    Set<UserId> others = new LinkedHashSet<>();
    for (List<Seat> all : seats.values()) {
      for (Seat seat : all) {
        if (!seat.user().guest()) {
          organisations.add(seat.user().organisation());
          others.add(seat.user());
        }
      }
    }
    statusLists.ask(organisations);
    lookAt(self, seats);
    others.remove(self);
    looked.keySet().retainAll(others);
    Instant now = core.clock.instant();
    int left = OTHERS_AT_ONCE;
    for (UserId other : others) {
      Instant last = looked.get(other);
      if (left > 0 && (last == null || !now.isBefore(last.plus(OTHERS_EVERY)))) {
        looked.put(other, now);
        left--;
        lookAt(other, seats);
      }
    }
  }

  private Map<ConversationId, List<Seat>> seats() {
    return core.database.read(
        tx -> {
          Map<ConversationId, List<Seat>> found = new LinkedHashMap<>();
          for (ConversationRow row : ConversationRow.all(tx)) {
            if (row.active()) {
              found.put(row.id(), Seat.all(tx, row.id()));
            }
          }
          return found;
        });
  }

  private List<Device> lookAt(UserId user, Map<ConversationId, List<Seat>> seats) {
    List<Device> devices;
    try {
      devices = verified(user);
    } catch (UserUnknownException e) {
      return List.of();
    }
    if (user.equals(core.identity.user())) {
      note(devices);
    }
    seats.forEach((id, all) -> missing(id, all, user, devices));
    return devices;
  }

  private List<Device> verified(UserId user) {
    List<Device> found = new ArrayList<>();
    for (DeviceAt listed : core.server.devices(user.organisation(), user.name())) {
      Optional<Device> device = core.database.read(tx -> verified(tx, user, listed));
      device.ifPresent(found::add);
      if (device.isEmpty() && !expired(listed) && forged.add(listed.uri())) {
        core.database.write(
            tx -> {
              core.events.alert(
                  tx,
                  Kind.DEVICE_FORGED,
                  Optional.empty(),
                  Optional.of(user),
                  "The server names a device that " + user.organisation() + " did not certify");
              return true;
            });
      }
    }
    return List.copyOf(found);
  }

  private Optional<Device> verified(StoreTransaction tx, UserId user, DeviceAt listed) {
    try {
      if (listed.chain().size() != 2) {
        return Optional.empty();
      }
      byte[] der = listed.chain().get(0);
      Certificate certificate = Certificate.read(der);
      Certificate root = Certificate.read(listed.chain().get(1));
      boolean genuine =
          certificate.user().equals(user)
              && certificate.deviceUri().equals(listed.uri())
              && Roots.known(tx, user.organisation(), listed.chain().get(1))
              && certificate.signedBy(root.publicKey())
              && certificate.validAt(core.clock.instant());
      return genuine ? Optional.of(device(user, listed.uri(), der)) : Optional.empty();
    } catch (CertificateException e) {
      return Optional.empty();
    }
  }

  private boolean expired(DeviceAt listed) {
    try {
      return !Certificate.read(listed.chain().get(0)).validAt(core.clock.instant());
    } catch (CertificateException | IndexOutOfBoundsException e) {
      return false;
    }
  }

  private boolean revoked(StoreTransaction tx, Device device) {
    return statusLists
        .of(tx, device.user().organisation())
        .filter(list -> list.revokes(device.certificate()))
        .isPresent();
  }

  private Device device(UserId user, String uri, byte[] certificate) {
    return new Device(uri, user, certificate, uri.equals(core.identity.certified().device()));
  }

  /** New ones of this person are told, but for those that were there first. */
  private void note(List<Device> devices) {
    boolean nothingNew =
        core.database.read(
            tx ->
                tx.get(OWN, LOOKED).isPresent()
                    && devices.stream().allMatch(d -> tx.get(OWN, key(d.uri())).isPresent()));
    if (nothingNew) {
      return;
    }
    core.database.write(
        tx -> {
          boolean first = tx.store().get(OWN, LOOKED).isEmpty();
          tx.store().put(OWN, LOOKED, new Row.Writer(VERSION).done());
          devices.forEach(d -> noted(tx, d.uri(), d.certificate(), first || d.self()));
          return true;
        });
  }

  private void noted(Tx tx, String uri, byte[] certificate, boolean quietly) {
    if (tx.store().get(OWN, key(uri)).isEmpty() && !quietly) {
      DeviceEvents.added(core.events, tx, uri);
    }
    tx.store().put(OWN, key(uri), new Row.Writer(VERSION).text(uri).bytes(certificate).done());
  }

  /** The group shows a device of this person, which the server may not have named. */
  void seen(Tx tx, String uri, byte[] certificate) {
    if (tx.store().get(OWN, key(uri)).isEmpty()) {
      noted(tx, uri, certificate, uri.equals(core.identity.certified().device()));
    }
  }

  private static String key(String uri) {
    return "d/" + Hashes.name(uri);
  }

  /** Remembers who is not there any more, and forgets that of who is there again. */
  static void moved(StoreTransaction tx, ConversationId id, Set<String> joined, Set<String> left) {
    left.forEach(d -> tx.put(GONE, id + "/" + Hashes.name(d), new Row.Writer(VERSION).done()));
    joined.forEach(d -> tx.delete(GONE, id + "/" + Hashes.name(d)));
  }

  private void missing(ConversationId id, List<Seat> seats, UserId user, List<Device> devices) {
    if (seats.stream().anyMatch(seat -> seat.user().equals(user))) {
      Set<String> missing = core.database.read(tx -> missing(tx, id, user, devices));
      if (!missing.isEmpty()) {
        chores.devicesMissing(id, user, missing);
      }
    }
  }

  private Set<String> missing(
      StoreTransaction tx, ConversationId id, UserId user, List<Device> devices) {
    Instant now = core.clock.instant();
    Set<String> wanted = new HashSet<>();
    for (Device device : devices) {
      Attempts before = attempts.get(id + " " + device.uri());
      boolean due = before == null || !now.isBefore(before.next);
      if (due && !revoked(tx, device)) {
        wanted.add(device.uri());
      }
    }
    return stillMissing(tx, id, user, wanted);
  }

  /** Those of these that are not in the conversation, and were not; none where the person left. */
  static Set<String> stillMissing(
      StoreTransaction tx, ConversationId id, UserId user, Set<String> devices) {
    Set<String> missing = new HashSet<>(devices);
    boolean inside = false;
    for (Seat seat : Seat.all(tx, id)) {
      inside |= seat.user().equals(user);
      missing.remove(seat.device());
    }
    missing.removeIf(device -> tx.get(GONE, id + "/" + Hashes.name(device)).isPresent());
    return inside ? missing : Set.of();
  }

  /** Not tried again at once: each attempt takes key packages of all devices of the person. */
  void failed(ConversationId id, Set<String> devices) {
    for (String device : devices) {
      attempts.compute(
          id + " " + device,
          (key, before) -> {
            int failed = before == null ? 1 : before.failed + 1;
            Duration pause =
                failed < AT_ONCE
                    ? Duration.ZERO
                    : Duration.ofMinutes(1L << Math.min(failed - AT_ONCE, 10));
            return new Attempts(failed, core.clock.instant().plus(pause));
          });
    }
  }

  @Override
  public List<Device> own() {
    core.threads.requireOpen();
    Identity.Stored me = core.identity.certified();
    List<Device> found = new ArrayList<>();
    found.add(device(me.user(), me.device(), me.chain().get(0)));
    core.database.read(
        tx -> {
          tx.scan(OWN, "d/").values().stream()
              .map(row -> new Row.Reader(row, VERSION))
              .map(in -> device(me.user(), in.text(), in.bytes()))
              .filter(device -> !device.self() && !revoked(tx, device))
              .forEach(found::add);
          return true;
        });
    return List.copyOf(found);
  }

  @Override
  public List<Device> of(UserId person) {
    core.threads.requireOpen();
    if (person.guest()) {
      throw new RefusedException("guest-device", "A guest is its only device");
    }
    statusLists.ask(Set.of(person.organisation()));
    List<Device> devices = verified(person);
    seats().forEach((id, all) -> missing(id, all, person, devices));
    return core.database.read(
        tx -> devices.stream().filter(device -> !revoked(tx, device)).toList());
  }

  @Override
  public boolean takeStatusList(byte[] list) {
    core.threads.requireOpen();
    try {
      return statusLists.take(StatusList.read(list));
    } catch (CertificateException e) {
      throw new UntrustedException("This is no status list: " + e.getMessage(), e);
    }
  }

  /** Whether trying again soon is of no use. */
  static boolean hopeless(ChatException e) {
    return e instanceof RefusedException
        || e instanceof UntrustedException
        || e instanceof UserUnknownException;
  }
}

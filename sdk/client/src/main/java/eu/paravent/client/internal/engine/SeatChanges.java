package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.credential.Credential;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What other leaves in a group mean for devices, and for the trust in their people. */
final class SeatChanges {
  private final Core core;
  private final DeviceWatch devices;
  private final TrustBook trust;
  private final OwnDevices ownDevices;

  SeatChanges(Core core, DeviceWatch devices, TrustBook trust, OwnDevices ownDevices) {
    this.ownDevices = ownDevices;
    this.core = core;
    this.devices = devices;
    this.trust = trust;
  }

  /** This client came into a group. */
  void came(Tx tx, ConversationId id, MlsGroup group) {
    List<Seat> now = Seats.of(group);
    DeviceWatch.moved(tx.store(), id, devicesOf(now), Set.of());
    trust.roster(tx, group, Seats.users(now));
  }

  void moved(Tx tx, ConversationId id, MlsGroup group, List<Seat> before, List<Seat> now) {
    Set<String> joined = new LinkedHashSet<>(devicesOf(now));
    joined.removeAll(devicesOf(before));
    Set<String> left = new LinkedHashSet<>(devicesOf(before));
    left.removeAll(devicesOf(now));
    if (joined.isEmpty() && left.isEmpty()) {
      return;
    }
    DeviceWatch.moved(tx.store(), id, joined, left);
    Set<UserId> people = Seats.users(now);
    trust.roster(tx, group, people);
    Set<UserId> stayed = new LinkedHashSet<>(Seats.users(before));
    stayed.retainAll(people);
    for (UserId person : stayed) {
      List<String> in = of(person, now, joined);
      List<String> out = of(person, before, left);
      if (!in.isEmpty() || !out.isEmpty()) {
        DeviceEvents.changed(core.events, tx, id, person, in, out);
      }
      if (!in.isEmpty() && person.equals(core.identity.user())) {
        in.forEach(device -> devices.seen(tx, device, certificate(group, device)));
        ownDevices.joined(tx, id);
      }
    }
  }

  private static byte[] certificate(MlsGroup group, String device) {
    for (Member member : group.members()) {
      if (Seats.of(member).device().equals(device)
          && member.credential() instanceof Credential.X509 x509) {
        return x509.chain().get(0);
      }
    }
    throw new IllegalStateException("A device of the roster is not in the group: " + device);
  }

  private static Set<String> devicesOf(List<Seat> seats) {
    return seats.stream().map(Seat::device).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<String> of(UserId person, List<Seat> seats, Set<String> devices) {
    return seats.stream()
        .filter(seat -> seat.user().equals(person) && devices.contains(seat.device()))
        .map(Seat::device)
        .toList();
  }
}

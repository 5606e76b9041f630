package eu.paravent.server.delivery.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.delivery.PendingWelcome;
import eu.paravent.server.delivery.entity.Group;
import eu.paravent.server.delivery.entity.Membership;
import eu.paravent.server.delivery.entity.MembershipRows;
import eu.paravent.server.delivery.entity.QueuedWelcome;
import eu.paravent.server.delivery.entity.WelcomeMessage;
import eu.paravent.server.delivery.entity.WelcomeRows;
import eu.paravent.server.devices.control.Devices;
import eu.paravent.server.devices.control.KnownDevice;
import eu.paravent.server.invites.control.Invites;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Carries what a commit does to the membership into the database: joins, removals, welcomes. */
@ApplicationScoped
public class Roster {
  @Inject MembershipRows members;
  @Inject WelcomeRows welcomes;
  @Inject Devices devices;
  @Inject Invites invites;

  LogGrew change(
      Group group,
      LogEntry entry,
      Handshakes.Step step,
      Caller.SignedIn committer,
      Optional<byte[]> welcome) {
    Set<String> uris = new HashSet<>(step.added());
    uris.addAll(step.removed());
    Map<String, KnownDevice> known = devices.byUri(uris);
    checkWelcome(step, welcome);

    List<String> removed = new ArrayList<>();
    for (String uri : step.removed()) {
      KnownDevice device = known.get(uri);
      if (device != null) {
        members.find(group.id(), device.id()).ifPresent(m -> m.remove(entry.sequence()));
        removed.add(device.id());
      }
    }
    List<String> joined = new ArrayList<>();
    Map<String, PendingWelcome> queued = new HashMap<>();
    if (welcome.isPresent()) {
      welcomes.add(new WelcomeMessage(group.id(), entry.sequence(), welcome.get()));
    }
    for (String uri : step.added()) {
      KnownDevice device = known.get(uri);
      if (device == null) {
        throw refused("Only devices that have signed in to this server can be added.");
      }
      device.inviteId().ifPresent(invite -> invites.admit(group.id(), invite, uri, device.id()));
      join(group, device.id(), entry.sequence());
      joined.add(device.id());
      welcome.ifPresent(message -> queued.put(device.id(), queue(group, entry, device, message)));
    }
    if (step.external()) {
      join(group, committer.deviceId(), entry.sequence());
      joined.add(committer.deviceId());
    }
    removed.removeAll(joined);
    return new LogGrew(
        group.id(), entry, List.copyOf(joined), List.copyOf(removed), Map.copyOf(queued));
  }

  private PendingWelcome queue(Group group, LogEntry entry, KnownDevice device, byte[] message) {
    QueuedWelcome row =
        new QueuedWelcome(device.id(), group.id(), entry.sequence(), entry.receivedAt());
    welcomes.add(row);
    return new PendingWelcome(row.id(), group.id(), entry.sequence(), message);
  }

  private void join(Group group, String deviceId, long sequence) {
    Optional<Membership> earlier = members.find(group.id(), deviceId);
    if (earlier.isPresent()) {
      earlier.get().join(sequence);
    } else {
      members.add(new Membership(group.id(), deviceId, sequence));
    }
  }

  /** Nobody is added without a way in, and nobody is let in who was not added. */
  private static void checkWelcome(Handshakes.Step step, Optional<byte[]> welcome) {
    if (welcome.isPresent() == step.added().isEmpty()
        || !new HashSet<>(step.added()).equals(new HashSet<>(step.welcomed()))) {
      throw refused("The welcome must be for exactly the members that the commit adds.");
    }
  }

  private static Refusal refused(String detail) {
    return Refusal.of(ProblemCode.COMMIT_REFUSED, detail);
  }
}

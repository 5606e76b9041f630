package eu.paravent.server.delivery.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.delivery.entity.Membership;
import eu.paravent.server.delivery.entity.MembershipRows;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who is in which group. A group that does not exist has no members, and says no more. */
@ApplicationScoped
public class Memberships {
  @Inject MembershipRows rows;

  public boolean isMember(String groupId, String deviceUri) {
    return rows.memberByUri(groupId, deviceUri);
  }

  public Membership requireMember(String groupId, Caller.SignedIn device) {
    return rows.find(groupId, device.deviceId())
        .filter(Membership::member)
        .orElseThrow(Memberships::notMember);
  }

  /** Members, and those who were: they read up to their removal. */
  public Membership requireReader(String groupId, Caller.SignedIn device) {
    return rows.find(groupId, device.deviceId()).orElseThrow(Memberships::notMember);
  }

  /** Groups the device is in. */
  public List<String> groupsOf(String deviceId) {
    return rows.groupsOf(deviceId);
  }

  /**
   * The groups that each of these devices is in now, with the group's newest entry. Devices in no
   * group are left out.
   */
  public Map<String, Map<String, Long>> followedBy(Collection<String> devices) {
    Map<String, Map<String, Long>> byDevice = new HashMap<>();
    for (MembershipRows.Followed followed : rows.followedBy(devices)) {
      byDevice
          .computeIfAbsent(followed.deviceId(), device -> new HashMap<>())
          .put(followed.groupId(), followed.head());
    }
    return byDevice;
  }

  static Refusal notMember() {
    return Refusal.of(
        ProblemCode.NOT_A_MEMBER, "Ask a member of the group to add this device first.");
  }
}

package eu.paravent.server.delivery.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.delivery.GroupCreation;
import eu.paravent.protocol.delivery.GroupStatus;
import eu.paravent.server.delivery.entity.Group;
import eu.paravent.server.delivery.entity.GroupRows;
import eu.paravent.server.delivery.entity.GroupTree;
import eu.paravent.server.delivery.entity.Membership;
import eu.paravent.server.delivery.entity.MembershipRows;
import eu.paravent.server.limits.control.NewSuites;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.Ids;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Takes in new groups, each with its creator as the one member. */
@ApplicationScoped
public class GroupFounding {
  @Inject GroupRows groups;
  @Inject MembershipRows members;
  @Inject Handshakes handshakes;
  @Inject ServerClock clock;
  @Inject NewSuites suites;
  @Inject Event<Founded> founded;

  /** Fired inside the transaction. */
  public record Founded(String groupId, String deviceId) {}

  public GroupStatus found(Caller.SignedIn creator, GroupCreation creation) {
    String groupId = Ids.require(creation.groupId(), "group id");
    if (groups.find(groupId).isPresent()) {
      throw Refusal.of(ProblemCode.GROUP_EXISTS, "Make the group again with another random id.");
    }
    create(creator, groupId, creation);
    return new GroupStatus(groupId, 0, 0, 0, true);
  }

  private void create(Caller.SignedIn creator, String groupId, GroupCreation creation) {
    GroupLog.checkSize(creation.groupInfo(), "group info");
    Handshakes.Founded epoch0 = handshakes.found(creation.groupInfo());
    if (!epoch0.groupId().equals(groupId)) {
      throw refused("The group info is of another group.");
    }
    if (!epoch0.creator().name().uri().equals(creator.uri())) {
      throw refused("The one member in the group info must be the calling device.");
    }
    suites.require(epoch0.cipherSuite());
    Group group = new Group(groupId, epoch0.cipherSuite(), clock.now());
    groups.add(group, new GroupTree(groupId, epoch0.state(), creation.groupInfo()));
    members.add(new Membership(groupId, creator.deviceId(), 0));
    founded.fire(new Founded(groupId, creator.deviceId()));
  }

  private static Refusal refused(String detail) {
    return Refusal.of(ProblemCode.COMMIT_REFUSED, detail);
  }
}

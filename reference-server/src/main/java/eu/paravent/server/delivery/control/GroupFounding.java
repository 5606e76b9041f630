package eu.paravent.server.delivery.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.delivery.GroupCreation;
import eu.paravent.protocol.delivery.GroupStatus;
import eu.paravent.server.delivery.entity.Group;
import eu.paravent.server.delivery.entity.GroupRows;
import eu.paravent.server.delivery.entity.GroupTree;
import eu.paravent.server.delivery.entity.Membership;
import eu.paravent.server.delivery.entity.MembershipRows;
import eu.paravent.server.delivery.entity.Submission;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.IdempotencyKey;
import eu.paravent.server.requests.control.Ids;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;

/** Takes in new groups, each with its creator as the one member. */
@ApplicationScoped
public class GroupFounding {
  @Inject GroupRows groups;
  @Inject MembershipRows members;
  @Inject Handshakes handshakes;
  @Inject ServerClock clock;
  @Inject Event<Founded> founded;

  /** Fired inside the transaction. */
  public record Founded(String groupId, String deviceId) {}

  public GroupStatus found(Caller.SignedIn creator, IdempotencyKey key, GroupCreation creation) {
    String groupId = Ids.require(creation.groupId(), "group id");
    Submission.Key once = new Submission.Key(groupId, creator.deviceId(), key.value());
    if (groups.submission(once).isEmpty()) {
      if (groups.find(groupId).isPresent()) {
        throw Refusal.of(ProblemCode.GROUP_EXISTS, "Make the group again with another random id.");
      }
      create(creator, groupId, creation, once);
    }
    return new GroupStatus(groupId, 0, 0, 0, true);
  }

  private void create(
      Caller.SignedIn creator, String groupId, GroupCreation creation, Submission.Key once) {
    GroupLog.checkSize(creation.groupInfo(), "group info");
    Handshakes.Founded epoch0 = handshakes.found(creation.groupInfo());
    if (!epoch0.groupId().equals(groupId)) {
      throw refused("The group info is of another group.");
    }
    if (!epoch0.creator().name().uri().equals(creator.uri())) {
      throw refused("The one member in the group info must be the calling device.");
    }
    Instant now = clock.now();
    Group group = new Group(groupId, now);
    groups.add(group, new GroupTree(groupId, epoch0.state(), creation.groupInfo()));
    members.add(new Membership(groupId, creator.deviceId(), 0));
    groups.add(new Submission(once, 0, 0, now));
    founded.fire(new Founded(groupId, creator.deviceId()));
  }

  private static Refusal refused(String detail) {
    return Refusal.of(ProblemCode.COMMIT_REFUSED, detail);
  }
}

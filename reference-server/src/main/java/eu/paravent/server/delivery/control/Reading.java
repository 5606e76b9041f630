package eu.paravent.server.delivery.control;

import eu.paravent.protocol.Json;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.delivery.CurrentGroupInfo;
import eu.paravent.protocol.delivery.GroupList;
import eu.paravent.protocol.delivery.GroupStatus;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.delivery.LogPage;
import eu.paravent.server.delivery.entity.Group;
import eu.paravent.server.delivery.entity.GroupRows;
import eu.paravent.server.delivery.entity.GroupTree;
import eu.paravent.server.delivery.entity.LogRows;
import eu.paravent.server.delivery.entity.LogStart;
import eu.paravent.server.delivery.entity.LogStarts;
import eu.paravent.server.delivery.entity.Membership;
import eu.paravent.server.delivery.entity.MembershipRows;
import eu.paravent.server.delivery.entity.WelcomeRows;
import eu.paravent.server.invites.control.Invites;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.Ids;
import eu.paravent.server.requests.control.Page;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a device may read of its groups. */
@ApplicationScoped
public class Reading {
  /** In one answer, base64url and all, well below {@link Limits#JSON}. */
  static final long BYTES_MOST = 8L << 20;

  @Inject GroupRows groups;
  @Inject LogRows log;
  @Inject LogStarts starts;
  @Inject MembershipRows members;
  @Inject WelcomeRows welcomes;
  @Inject Memberships memberships;
  @Inject Invites invites;

  public LogPage page(String groupId, Caller.SignedIn device, long after, int limit) {
    if (limit < 1 || limit > Limits.PAGE_MOST) {
      throw invalid("The limit is 1 to " + Limits.PAGE_MOST + ".");
    }
    if (after < 0) {
      throw invalid("A sequence number is not negative.");
    }
    Membership reader = memberships.requireReader(groupId, device);
    long head = reader.head(group(groupId));
    long from = Math.max(after, reader.joined());
    List<LogEntry> entries = log.page(groupId, from, head, limit, BYTES_MOST);
    // looked at afterwards: another node may delete while this one reads
    if (from < head && (entries.isEmpty() || entries.get(0).sequence() != from + 1)) {
      throw deleted(groupId, head);
    }
    return new LogPage(entries, head);
  }

  private Refusal deleted(String groupId, long head) {
    long oldest =
        Math.min(
            head + 1,
            starts
                .find(groupId)
                .map(LogStart::keptFrom)
                .orElseThrow(() -> new IllegalStateException("A group without its log's start")));
    return Refusal.logDeleted(
        oldest,
        "The entries before "
            + oldest
            + " are deleted. Read on from there; if commits are among them, join again.");
  }

  /** For members, and for guests that may join. */
  public CurrentGroupInfo groupInfo(String groupId, Caller.SignedIn device) {
    if (!memberships.isMember(groupId, device.uri())) {
      String invite = device.inviteId().orElseThrow(Memberships::notMember);
      Invites.Terms terms = invites.terms(invite);
      // whoever waits to be let in does not see who is inside
      if (!terms.groupId().equals(groupId) || !terms.open()) {
        throw Memberships.notMember();
      }
      invites.requireAlive(invite, device.uri());
    }
    GroupTree tree = groups.tree(group(groupId));
    return new CurrentGroupInfo(tree.groupInfo(), tree.epoch(), tree.sequence());
  }

  /** Committed reads, also for who was told that there is news. */
  @Transactional
  public News groups(Caller.SignedIn device, Page page) {
    Page.Mark mark = page.mark("groups", 1);
    List<String> waiting = welcomes.waitingIds(device.deviceId());
    List<GroupStatus> all = standings(device);
    Page.Part<GroupStatus> part = mark.behind(all, GroupStatus::groupId);
    GroupList list = new GroupList(part.items(), Optional.of(waiting.size()), part.next());
    // of all pages, so that the first one tells of news on any
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    all.forEach(status -> state.writeBytes(Json.write(status)));
    waiting.forEach(id -> state.writeBytes(id.getBytes(StandardCharsets.US_ASCII)));
    return new News(list, Ids.hash(state.toByteArray()));
  }

  /**
   * What there is for a device.
   *
   * @param version the same as long as nothing happens
   */
  public record News(GroupList list, String version) {}

  private List<GroupStatus> standings(Caller.SignedIn device) {
    return members.ofDevice(device.deviceId()).stream()
        .map(
            standing ->
                new GroupStatus(
                    standing.group().id(),
                    standing.group().epoch(),
                    standing.membership().head(standing.group()),
                    standing.membership().joined(),
                    standing.membership().member()))
        .sorted(Comparator.comparing(GroupStatus::groupId))
        .toList();
  }

  public void stored(String groupId, Caller.SignedIn device, long sequence) {
    Membership reader = memberships.requireReader(groupId, device);
    if (sequence < 0 || sequence > reader.head(group(groupId))) {
      throw invalid("A cursor is not beyond the newest entry.");
    }
    reader.stored(sequence);
  }

  private Group group(String groupId) {
    return groups.find(groupId).orElseThrow(Memberships::notMember);
  }

  private static Refusal invalid(String detail) {
    return Refusal.of(ProblemCode.INVALID_VALUE, detail);
  }
}

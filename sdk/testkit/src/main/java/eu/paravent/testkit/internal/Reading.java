package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.Request;
import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.ServerLimits;
import eu.paravent.protocol.delivery.CurrentGroupInfo;
import eu.paravent.protocol.delivery.Cursor;
import eu.paravent.protocol.delivery.GroupList;
import eu.paravent.protocol.delivery.GroupStatus;
import eu.paravent.protocol.delivery.LogPage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The reading half of delivery: log, cursor, group info, list of groups. */
final class Reading {
  private final Surroundings surroundings;
  private final Groups groups;
  private final Invites invites;
  private final Welcomes welcomes;
  private final GroupTerms terms;

  Reading(
      Surroundings surroundings,
      Groups groups,
      Invites invites,
      Welcomes welcomes,
      GroupTerms terms) {
    this.terms = terms;
    this.welcomes = welcomes;
    this.surroundings = surroundings;
    this.groups = groups;
    this.invites = invites;
  }

  void routes(Router router) {
    router.open(
        "GET",
        Paths.LIMITS,
        call ->
            Reply.json(
                200,
                ServerLimits.ofThisVersion(
                    surroundings.retention(),
                    surroundings.retention(),
                    Optional.empty(),
                    Optional.empty(),
                    terms.suites())));
    router.signedIn("GET", Paths.GROUPS, this::list);
    router.signedIn("GET", Paths.LOG, this::log);
    router.signedIn("PUT", Paths.CURSOR, this::cursor);
    router.signedIn("GET", Paths.GROUP_INFO, this::groupInfo);
  }

  private Response list(Call call) {
    String device = call.session().device();
    List<String> waiting = welcomes.waitingIds(device);
    List<GroupStatus> all =
        groups.all().stream()
            .map(group -> group.statusFor(device))
            .flatMap(Optional::stream)
            .toList();
    Page<GroupStatus> page = Page.of(call, "groups", all.stream(), GroupStatus::groupId);
    GroupList list = new GroupList(page.items(), Optional.of(waiting.size()), page.next());
    // of all pages, so that the first one tells of news on any
    String version = Integer.toHexString(Objects.hash(all, waiting));
    return Reply.versioned(version, call.header(Headers.IF_NONE_MATCH), list);
  }

  /** How many seconds a request is ready to wait for news. */
  static long patience(Request request) {
    String wait = request.headers().getOrDefault(Headers.PREFER, "");
    return request.method().equals("GET") && wait.matches("wait=[0-9]{1,6}")
        ? Math.min(Long.parseLong(wait.substring(5)), Limits.LONG_POLL.toSeconds())
        : 0;
  }

  private Response log(Call call) {
    Group group = groups.known(call.id("groupId"));
    Membership membership = group.membership(call.session().device());
    long limit = call.number("limit", Limits.PAGE_DEFAULT);
    if (limit < 1 || limit > Limits.PAGE_MOST) {
      throw new Refusal(
          ProblemCode.INVALID_VALUE, "limit is not between 1 and " + Limits.PAGE_MOST);
    }
    group.forget(surroundings.oldestKept());
    return Reply.json(
        200,
        new LogPage(
            group.read(membership, call.number("after", 0), (int) limit),
            group.headFor(membership)));
  }

  private Response cursor(Call call) {
    Group group = groups.known(call.id("groupId"));
    String device = call.session().device();
    Membership membership = group.membership(device);
    Cursor cursor = call.json(Cursor.class);
    if (cursor.sequence() < 0 || cursor.sequence() > group.headFor(membership)) {
      throw new Refusal(ProblemCode.INVALID_VALUE, "There is no entry with this sequence number");
    }
    group.readTo(device, cursor.sequence());
    return Reply.empty();
  }

  private Response groupInfo(Call call) {
    Group group = groups.known(call.id("groupId"));
    Session session = call.session();
    if (!group.isMember(session.device())) {
      invites.requireEntry(session.identity(), group.id());
    }
    Group.Epoch epoch = group.shownEpoch();
    return Reply.json(
        200, new CurrentGroupInfo(epoch.groupInfo(), epoch.state().epoch(), epoch.sequence()));
  }
}

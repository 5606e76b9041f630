package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.Response;
import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.mls.observer.MessageHeader;
import eu.paravent.mls.observer.MessageHeader.Kind;
import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.protocol.delivery.CommitSubmission;
import eu.paravent.protocol.delivery.GroupCreation;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.delivery.MessageSubmission;
import eu.paravent.protocol.delivery.SignalSubmission;
import eu.paravent.testkit.internal.GroupFollower.Step;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Writes to groups: creation, commits, messages. */
final class Delivery {
  private final Surroundings surroundings;
  private final Groups groups;
  private final Devices devices;
  private final GroupFollower follower;
  private final GroupTerms terms;
  private final Invites invites;
  private final Notices notices;
  private final JoinRequests joinRequests;
  private final Welcomes welcomes;
  private final PushHub push;

  Delivery(
      Surroundings surroundings,
      Groups groups,
      Devices devices,
      GroupFollower follower,
      GroupTerms terms,
      Invites invites,
      Notices notices,
      JoinRequests joinRequests,
      Welcomes welcomes,
      PushHub push) {
    this.surroundings = surroundings;
    this.groups = groups;
    this.devices = devices;
    this.follower = follower;
    this.terms = terms;
    this.invites = invites;
    this.notices = notices;
    this.joinRequests = joinRequests;
    this.welcomes = welcomes;
    this.push = push;
  }

  void routes(Router router) {
    router.signedIn("POST", Paths.GROUPS, this::create);
    router.signedIn("POST", Paths.COMMITS, this::commit);
    router.signedIn("POST", Paths.MESSAGES, this::message);
    router.signedIn("POST", Paths.SIGNALS, this::signal);
  }

  private Response create(Call call) {
    call.session().requireStaff("create groups");
    GroupCreation creation = call.json(GroupCreation.class);
    String id = Call.requireId("groupId", creation.groupId());
    String creator = call.session().device();
    if (groups.has(id)) {
      throw Groups.exists(id);
    }
    requireSize(creation.groupInfo());
    GroupObserver start = follower.begin(Base64Url.decode(id), creation.groupInfo(), creator);
    terms.requireSuite(start);
    terms.requireKept(Optional.empty(), start);
    Group group = new Group(id, new Group.Epoch(start, creation.groupInfo(), 0), creator);
    groups.add(group);
    return Reply.json(201, group.statusFor(creator).orElseThrow());
  }

  private Response commit(Call call) {
    Session session = call.session();
    String key = call.idempotencyKey();
    CommitSubmission submission = call.json(CommitSubmission.class);
    Group group = groups.known(call.id("groupId"));
    Accepted earlier = group.outcome(session.device(), key);
    if (earlier != null) {
      return Reply.json(200, earlier);
    }
    requireSize(submission.commit());
    requireSize(submission.groupInfo());
    submission.welcome().ifPresent(Delivery::requireSize);
    MessageHeader head = GroupFollower.header(submission.commit(), ProblemCode.COMMIT_REFUSED);
    Optional<Invite> invite = Optional.empty();
    if (!group.isMember(session.device())) {
      invite = Optional.of(invites.requireEntry(session.identity(), group.id()));
      notices.requireTaken(session);
    }
    if (head.encrypted() || head.kind() != Kind.COMMIT) {
      throw new Refusal(ProblemCode.COMMIT_REFUSED, "Send a commit as PublicMessage");
    }
    requireEpoch(group, head, ProblemCode.COMMIT_REFUSED);
    Step step =
        follower.apply(
            group.epoch().state(),
            group.proposals(),
            submission.commit(),
            submission.welcome(),
            submission.groupInfo());
    terms.requireKept(Optional.of(group.epoch().state()), step.next());
    step.added().forEach(devices::requireKnown);
    if ((invite.isPresent() && !step.external()) || !step.committer().equals(session.device())) {
      throw new Refusal(ProblemCode.COMMIT_REFUSED, "The commit is not one of " + session.device());
    }
    Set<String> guests = new HashSet<>(step.added());
    guests.removeIf(uri -> !uri.contains("/g/"));
    guests.forEach(guest -> invites.admit(guest, group.id()));
    guests.forEach(joinRequests::forget);
    return Reply.json(200, accept(group, session, key, submission, step, invite));
  }

  private Accepted accept(
      Group group,
      Session session,
      String key,
      CommitSubmission submission,
      Step step,
      Optional<Invite> invite) {
    Set<String> joined = new HashSet<>(step.added());
    if (step.external()) {
      joined.add(session.device());
    }
    long sequence = group.next();
    long epoch = group.epoch().state().epoch();
    LogEntry entry =
        new LogEntry(sequence, LogEntry.COMMIT, epoch, submission.commit(), surroundings.now());
    group.advance(
        new Group.Epoch(step.next(), submission.groupInfo(), sequence), joined, step.removed());
    append(group, entry);
    invite.ifPresent(used -> used.joined(session.device()));
    Accepted accepted = new Accepted(sequence, step.next().epoch(), entry.receivedAt());
    group.remember(session.device(), key, accepted);
    submission
        .welcome()
        .ifPresent(welcome -> welcomes.add(step.added(), group.id(), sequence, welcome));
    return accepted;
  }

  private Response message(Call call) {
    Session session = call.session();
    String key = call.idempotencyKey();
    MessageSubmission submission = call.json(MessageSubmission.class);
    Group group = groups.known(call.id("groupId"));
    Accepted earlier = group.outcome(session.device(), key);
    if (earlier != null) {
      return Reply.json(200, earlier);
    }
    group.requireMember(session.device());
    requireSize(submission.message());
    MessageHeader head = GroupFollower.header(submission.message(), ProblemCode.MESSAGE_REFUSED);
    if (head.encrypted() != (head.kind() == Kind.APPLICATION) || head.kind() == Kind.COMMIT) {
      throw new Refusal(
          ProblemCode.MESSAGE_REFUSED,
          "Only application messages as PrivateMessage and proposals as PublicMessage go here");
    }
    requireEpoch(group, head, ProblemCode.MESSAGE_REFUSED);
    if (head.kind() == Kind.PROPOSAL
        && !GroupFollower.proposer(group.epoch().state(), submission.message())
            .equals(session.device())) {
      throw new Refusal(
          ProblemCode.MESSAGE_REFUSED, "The proposal is not one of " + session.device());
    }
    LogEntry entry =
        new LogEntry(
            group.next(),
            head.kind().name().toLowerCase(Locale.ROOT),
            head.epoch(),
            submission.message(),
            surroundings.now());
    append(group, entry);
    Accepted accepted = new Accepted(entry.sequence(), head.epoch(), entry.receivedAt());
    group.remember(session.device(), key, accepted);
    return Reply.json(200, accepted);
  }

  private Response signal(Call call) {
    byte[] message = call.json(SignalSubmission.class).message();
    Group group = groups.known(call.id("groupId"));
    group.requireMember(call.session().device());
    if (message.length > Limits.SIGNAL) {
      throw new Refusal(ProblemCode.TOO_LARGE, "A signal has at most " + Limits.SIGNAL + " bytes");
    }
    MessageHeader head = GroupFollower.header(message, ProblemCode.MESSAGE_REFUSED);
    if (!head.encrypted() || head.kind() != Kind.APPLICATION) {
      throw new Refusal(ProblemCode.MESSAGE_REFUSED, "Only a PrivateMessage goes here");
    }
    requireEpoch(group, head, ProblemCode.MESSAGE_REFUSED);
    push.signal(group, call.session().device(), message);
    return Reply.empty();
  }

  private void append(Group group, LogEntry entry) {
    if (group.append(entry)) {
      push.entry(group, entry);
    }
  }

  private static void requireEpoch(Group group, MessageHeader head, ProblemCode otherGroup) {
    if (!Arrays.equals(head.groupId(), Base64Url.decode(group.id()))) {
      throw new Refusal(otherGroup, "The message is for another group");
    }
    if (head.epoch() != group.epoch().state().epoch()) {
      throw Refusal.epochConflict(group.id(), group.epoch().state().epoch());
    }
  }

  private static void requireSize(byte[] message) {
    if (message.length > Limits.MESSAGE) {
      throw new Refusal(
          ProblemCode.TOO_LARGE, "An MLS message has at most " + Limits.MESSAGE + " bytes");
    }
  }
}

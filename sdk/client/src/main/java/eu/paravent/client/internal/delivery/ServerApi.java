package eu.paravent.client.internal.delivery;

import eu.paravent.client.RefusedException;
import eu.paravent.client.internal.delivery.Http.Call;
import eu.paravent.client.spi.Transport;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.ServerLimits;
import eu.paravent.protocol.attachments.StoredAttachment;
import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.protocol.delivery.CommitSubmission;
import eu.paravent.protocol.delivery.CurrentGroupInfo;
import eu.paravent.protocol.delivery.Cursor;
import eu.paravent.protocol.delivery.GroupCreation;
import eu.paravent.protocol.delivery.GroupList;
import eu.paravent.protocol.delivery.LogPage;
import eu.paravent.protocol.delivery.MessageSubmission;
import eu.paravent.protocol.delivery.SignalSubmission;
import eu.paravent.protocol.delivery.WelcomeList;
import eu.paravent.protocol.devices.DeviceList;
import eu.paravent.protocol.invites.InviteRegistration;
import eu.paravent.protocol.invites.JoinRequest;
import eu.paravent.protocol.invites.JoinRequestList;
import eu.paravent.protocol.invites.JoinRequestStatus;
import eu.paravent.protocol.keypackages.ClaimedKeyPackages;
import eu.paravent.protocol.keypackages.KeyPackageStock;
import eu.paravent.protocol.keypackages.KeyPackageUpload;
import eu.paravent.protocol.notices.SignedProfile;
import eu.paravent.protocol.notices.SignedReceipt;
import eu.paravent.protocol.organisations.Organisation;
import eu.paravent.protocol.organisations.RevocationList;
import eu.paravent.protocol.privacy.OwnRequest;
import eu.paravent.protocol.privacy.PrivacyCase;
import eu.paravent.protocol.wakeups.WakeUp;
import eu.paravent.protocol.wakeups.WakeUpRegistration;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server's calls, typed. Each waits for the answer and throws a {@link
 * eu.paravent.client.ChatException} by what to do next. Thread-safe. Believes nothing: what comes
 * back is the server's word.
 */
public final class ServerApi {
  private static final Pattern ATTACHMENT_URL = Pattern.compile("[^?#]*/attachments/([^/?#]+)");

  private final URI base;
  private final SignIn session;

  public ServerApi(
      URI base, Transport transport, InstantSource clock, SignIn.AssertionSource assertions) {
    this.base = base;
    this.session = new SignIn(new Http(transport, clock), clock, assertions);
  }

  public SignIn session() {
    return session;
  }

  public int uploadKeyPackages(List<byte[]> keyPackages, Optional<byte[]> lastResort) {
    Call call =
        Call.of("POST", Paths.KEY_PACKAGES).json(new KeyPackageUpload(keyPackages, lastResort));
    return Http.read(call, KeyPackageStock.class, session.send(call)).unclaimed();
  }

  /** How many key packages of a suite are left, and whether the last-resort one is there. */
  public Stock keyPackageStock(int suite) {
    Call call = Call.of("GET", Paths.KEY_PACKAGES + in(suite));
    KeyPackageStock answer = Http.read(call, KeyPackageStock.class, session.send(call));
    return new Stock(answer.unclaimed(), answer.lastResort());
  }

  public record Stock(int unclaimed, boolean lastResort) {}

  private static String in(int suite) {
    return "?" + Paths.CIPHER_SUITE + "=" + suite;
  }

  /** Of a suite, one for every device that has one. */
  public List<ClaimedKeyPackage> claimKeyPackages(String organisation, String user, int suite) {
    return claim(organisation, user, in(suite));
  }

  /** As above, of one device only. A server of before does not know how, and gives all. */
  public List<ClaimedKeyPackage> claimKeyPackages(
      String organisation, String user, int suite, String device) {
    String only = "&" + Paths.DEVICE + "=" + Paths.fill("{device}", device);
    return claim(organisation, user, in(suite) + only).stream()
        .filter(claimed -> claimed.deviceUri().equals(device))
        .toList();
  }

  private List<ClaimedKeyPackage> claim(String organisation, String user, String query) {
    Call call = Call.of("POST", Paths.fill(Paths.KEY_PACKAGE_CLAIMS, organisation, user) + query);
    return Http.read(call, ClaimedKeyPackages.class, session.send(call)).claimed().stream()
        .map(c -> new ClaimedKeyPackage(c.deviceUri(), c.keyPackage()))
        .toList();
  }

  /** A person's devices by the server's word; each chain speaks for itself. Staff only. */
  public List<DeviceAt> devices(String organisation, String user) {
    List<DeviceAt> devices = new ArrayList<>();
    new Pages(session)
        .read(
            Paths.fill(Paths.USER_DEVICES, organisation, user),
            DeviceList.class,
            DeviceList::next,
            page ->
                page.devices()
                    .forEach(d -> devices.add(new DeviceAt(d.uri(), d.userUri(), d.chain()))));
    return List.copyOf(devices);
  }

  /** The newest status list, DER; empty where the server has none. Not verified. */
  public Optional<byte[]> statusList(String organisation) {
    Call call = Call.of("GET", Paths.fill(Paths.REVOCATIONS, organisation));
    try {
      return Optional.of(Http.read(call, RevocationList.class, session.send(call)).crl());
    } catch (RefusedException e) {
      if (e.code().equals(ProblemCode.REVOCATION_LIST_UNKNOWN.code())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The root certificate the server has for an organisation, DER. */
  public byte[] organisationRoot(String organisation) {
    Call call = Call.of("GET", Paths.fill(Paths.ORGANISATION, organisation));
    return Http.read(call, Organisation.class, session.send(call)).rootCertificate();
  }

  public void createGroup(String groupId, byte[] groupInfo, String key) {
    session.send(
        Call.of("POST", Paths.GROUPS).json(new GroupCreation(groupId, groupInfo)).idempotent(key));
  }

  /**
   * @throws EpochConflictException if another commit won
   */
  public Receipt commit(
      String groupId, byte[] commit, Optional<byte[]> welcome, byte[] groupInfo, String key) {
    Call call =
        Call.of("POST", Paths.fill(Paths.COMMITS, groupId))
            .json(new CommitSubmission(commit, welcome, groupInfo))
            .idempotent(key);
    return receipt(call);
  }

  /**
   * @throws EpochConflictException if the group is in another epoch
   */
  public Receipt send(String groupId, byte[] message, String key) {
    return receipt(
        Call.of("POST", Paths.fill(Paths.MESSAGES, groupId))
            .json(new MessageSubmission(message))
            .idempotent(key));
  }

  /**
   * For those who are connected right now; in no log, and not tried again.
   *
   * @throws EpochConflictException if the group is in another epoch
   */
  public void signal(String groupId, byte[] message) {
    session.send(
        Call.of("POST", Paths.fill(Paths.SIGNALS, groupId)).json(new SignalSubmission(message)));
  }

  private Receipt receipt(Call call) {
    Accepted answer = Http.read(call, Accepted.class, session.send(call));
    return new Receipt(answer.sequence(), answer.epoch(), answer.receivedAt());
  }

  /**
   * @throws LogDeletedException if the server has deleted the entry that comes next
   */
  public LogPart log(String groupId, long after, int limit) {
    Call call =
        Call.of("GET", Paths.fill(Paths.LOG, groupId) + "?after=" + after + "&limit=" + limit);
    LogPage page = Http.read(call, LogPage.class, session.send(call));
    return new LogPart(page.entries().stream().map(Frames::entry).toList(), page.head());
  }

  public GroupInfoAt groupInfo(String groupId) {
    Call call = Call.of("GET", Paths.fill(Paths.GROUP_INFO, groupId));
    CurrentGroupInfo answer = Http.read(call, CurrentGroupInfo.class, session.send(call));
    return new GroupInfoAt(answer.groupInfo(), answer.epoch(), answer.sequence());
  }

  public List<GroupHead> groups() {
    List<GroupHead> heads = new ArrayList<>();
    new Pages(session)
        .read(
            Paths.GROUPS,
            GroupList.class,
            GroupList::next,
            page ->
                page.groups()
                    .forEach(
                        g ->
                            heads.add(
                                new GroupHead(g.groupId(), g.epoch(), g.head(), g.member()))));
    return List.copyOf(heads);
  }

  /** Everything up to here is stored: the server may forget it for this device. */
  public void acknowledge(String groupId, long sequence) {
    session.send(Call.of("PUT", Paths.fill(Paths.CURSOR, groupId)).json(new Cursor(sequence)));
  }

  /** Those that wait, oldest first; no more than a page of them in memory at a time. */
  public void welcomes(Consumer<WelcomeAt> each) {
    new Pages(session)
        .read(
            Paths.WELCOMES,
            WelcomeList.class,
            WelcomeList::next,
            page -> page.welcomes().stream().map(Frames::welcome).forEach(each));
  }

  public void acknowledgeWelcome(String welcomeId) {
    session.send(Call.of("DELETE", Paths.fill(Paths.WELCOME, welcomeId)));
  }

  public void registerInvite(String groupId, String inviteId, InviteTerms terms) {
    session.send(
        Call.of("PUT", Paths.fill(Paths.GROUP_INVITE, groupId, inviteId))
            .json(
                new InviteRegistration(
                    terms.publicKey(),
                    terms.expiresAt(),
                    terms.maxUses(),
                    terms.mode(),
                    terms.lobbyCard())));
  }

  public void revokeInvite(String groupId, String inviteId) {
    session.send(Call.of("DELETE", Paths.fill(Paths.GROUP_INVITE, groupId, inviteId)));
  }

  /** The company's profile as it was signed; empty where the server has none. Not verified. */
  public Optional<String> profile(String organisation) {
    Call call = Call.of("GET", Paths.fill(Paths.PROFILE, organisation));
    try {
      return Optional.of(Http.read(call, SignedProfile.class, session.send(call)).profile());
    } catch (RefusedException e) {
      if (e.code().equals(ProblemCode.PROFILE_UNKNOWN.code())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** In which cipher suites new groups may be founded; empty where the server does not say. */
  public List<Integer> newSuites() {
    Call call = Call.of("GET", Paths.LIMITS);
    return Http.read(call, ServerLimits.class, session.send(call)).cipherSuites().orElse(List.of());
  }

  /** What the server has about this person: JSON, as it came. */
  public byte[] ownData() {
    return session.send(Call.of("GET", Paths.OWN_DATA));
  }

  /** Asks the organisation for what this person has a right to; until when it has to answer. */
  public Instant ask(String kind) {
    Call call = Call.of("POST", Paths.OWN_REQUESTS).json(new OwnRequest(kind));
    return Http.read(call, PrivacyCase.class, session.send(call)).dueAt();
  }

  /** The same again is fine. */
  public void leaveReceipt(String signed) {
    session.send(Call.of("POST", Paths.RECEIPTS).json(new SignedReceipt(signed)));
  }

  /** What became of it: the same guest asks once. */
  public Standing askToJoin(byte[] keyPackage, byte[] name) {
    Call call = Call.of("PUT", Paths.JOIN_REQUEST).json(new JoinRequest(keyPackage, name));
    return standing(Http.read(call, JoinRequestStatus.class, session.send(call)));
  }

  public Standing joinRequest() {
    Call call = Call.of("GET", Paths.JOIN_REQUEST);
    try {
      return standing(Http.read(call, JoinRequestStatus.class, session.send(call)));
    } catch (RefusedException e) {
      if (e.code().equals(ProblemCode.JOIN_REQUEST_UNKNOWN.code())) {
        return Standing.FORGOTTEN;
      }
      throw e;
    }
  }

  private static Standing standing(JoinRequestStatus status) {
    switch (status.state()) {
      case JoinRequestStatus.DECLINED:
        return Standing.DECLINED;
      case JoinRequestStatus.APPROVED:
        return Standing.APPROVED;
      default:
        return Standing.WAITING;
    }
  }

  public List<WaitingGuestAt> joinRequests(String groupId) {
    List<WaitingGuestAt> waiting = new ArrayList<>();
    new Pages(session)
        .read(
            Paths.fill(Paths.JOIN_REQUESTS, groupId),
            JoinRequestList.class,
            JoinRequestList::next,
            page ->
                page.requests()
                    .forEach(
                        r ->
                            waiting.add(
                                new WaitingGuestAt(
                                    r.requestId(),
                                    r.inviteId(),
                                    r.keyPackage(),
                                    r.name(),
                                    r.receivedAt()))));
    return List.copyOf(waiting);
  }

  public void declineJoin(String groupId, String requestId) {
    session.send(Call.of("DELETE", Paths.fill(Paths.GROUP_JOIN_REQUEST, groupId, requestId)));
  }

  /** Where to knock when something waits and this device is not connected; until when. */
  public Instant wakeAt(String kind, String endpoint) {
    Call call = Call.of("PUT", Paths.WAKE_UP).json(new WakeUpRegistration(kind, endpoint));
    return Http.read(call, WakeUp.class, session.send(call)).expiresAt();
  }

  /** Knock no more. */
  public void letSleep() {
    session.send(Call.of("DELETE", Paths.WAKE_UP));
  }

  /**
   * The attachment's id on the server. What is large goes in pieces: after a cut the next attempt
   * with this key goes on where the last one ended.
   */
  public String upload(String groupId, byte[] ciphertext, String key) {
    if (ciphertext.length > PiecewiseUpload.PIECE) {
      return new PiecewiseUpload(session, groupId, ciphertext, key).run();
    }
    Call call =
        Call.of("POST", Paths.fill(Paths.GROUP_ATTACHMENTS, groupId))
            .body(Headers.OCTETS, ciphertext)
            .idempotent(key);
    return Http.read(call, StoredAttachment.class, session.send(call)).attachmentId();
  }

  /**
   * A ciphertext, in pieces where it is large.
   *
   * @param size by the word of who uploaded it; 0 where nothing was said
   */
  public byte[] download(String groupId, String attachmentId, long size) {
    if (size > PiecewiseDownload.PIECE) {
      return new PiecewiseDownload(session, groupId, attachmentId).run(size);
    }
    return session.send(Call.of("GET", Paths.fill(Paths.GROUP_ATTACHMENT, groupId, attachmentId)));
  }

  /** Where an attachment lies, as a message says it. */
  public String attachmentUrl(String groupId, String attachmentId) {
    return base.toString().replaceAll("/+$", "")
        + Paths.fill(Paths.GROUP_ATTACHMENT, groupId, attachmentId);
  }

  /**
   * The attachment's id in an address that a member wrote. Whatever else the address says, only
   * this client's own server is asked.
   */
  public static Optional<String> attachmentId(String url) {
    Matcher match = ATTACHMENT_URL.matcher(url);
    return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
  }
}

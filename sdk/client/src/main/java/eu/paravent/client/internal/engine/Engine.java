package eu.paravent.client.internal.engine;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.Connection;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationId;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Conversations;
import eu.paravent.client.Disclosure;
import eu.paravent.client.KeyCustody;
import eu.paravent.client.Message;
import eu.paravent.client.TypingListener;
import eu.paravent.client.UserId;
import eu.paravent.client.archive.RecordDesk;
import eu.paravent.client.archive.RecordKeeper;
import eu.paravent.client.backup.Backup;
import eu.paravent.client.backup.RecoveryKey;
import eu.paravent.client.call.CallListener;
import eu.paravent.client.call.CallRelay;
import eu.paravent.client.event.EventLog;
import eu.paravent.client.history.History;
import eu.paravent.client.history.HistoryPolicy;
import eu.paravent.client.identity.Devices;
import eu.paravent.client.identity.Enroller;
import eu.paravent.client.identity.Trust;
import eu.paravent.client.internal.delivery.Backoff;
import eu.paravent.client.internal.delivery.EpochConflictException;
import eu.paravent.client.internal.delivery.JdkTransport;
import eu.paravent.client.internal.delivery.PushLoop;
import eu.paravent.client.internal.delivery.ServerApi;
import eu.paravent.client.internal.engine.ConversationRow.Phase;
import eu.paravent.client.internal.keys.ChatAuthentication;
import eu.paravent.client.internal.keys.ConversationPolicy;
import eu.paravent.client.internal.notice.ProfileShown;
import eu.paravent.client.internal.store.LocalStore;
import eu.paravent.client.invite.JoinState;
import eu.paravent.client.notice.CompanyProfile;
import eu.paravent.client.notice.NoticeReceipt;
import eu.paravent.client.privacy.Erasure;
import eu.paravent.client.privacy.PersonalRight;
import eu.paravent.client.spi.Transport;
import eu.paravent.mls.AppDataDictionary;
import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.storage.MlsStorage;
import java.io.OutputStream;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One client, put together. Everything public of it is thread-safe. */
public final class Engine implements Conversations, AutoCloseable {
  private final LocalStore store;
  private final Transport transport;
  private final Core core;
  private final Roots roots;
  private final AddGuard guard;
  private final Signal messageStates = new Signal();
  private final Followers followers;
  private final Erasures erasures;
  private final Outbox outbox;
  private final Disclosures disclosures;
  private final Receipts receipts;
  private final Reading reading;
  private final Typing typing;
  private final Calls calls;
  private final Inbox inbox;
  private final Commits commits;
  private final Handovers handovers;
  private final Sender sender;
  private final People people;
  private final Roles roles;
  private final Records records;
  private final Invites invites;
  private final Joins joins;
  private final Agreement agreement;
  private final Notices notices;
  private final CompanyWatch company;
  private final GuestWait guestWait;
  private final GuestRequests guestRequests;
  private final StatusLists statusLists;
  private final DeviceWatch devices;
  private final Histories histories;
  private final OwnDevices ownDevices;
  private final TrustBook trust;
  private final Refreshes refreshes;
  private final Background background;
  private final PushLoop push;
  private final Beginnings beginnings;

  /** What a client is opened with. */
  public record Setup(
      URI server,
      LocalStore store,
      Optional<Enroller> enroller,
      String displayName,
      Optional<Transport> transport,
      InstantSource clock,
      SecureRandom random,
      Duration patience,
      Disclosure permitted,
      Agreement agreement,
      Optional<KeyCustody> custody,
      Crew crew,
      Duration refresh,
      HistoryPolicy history) {}

  private Engine(Setup setup) {
    store = new DeclaredStore(setup.store());
    Threads threads = setup.crew().threads();
    transport =
        setup.transport().orElseGet(() -> new JdkTransport(setup.server(), threads.workers()));
    String displayName = setup.displayName();
    Backoff backoff = new Backoff(setup.random());
    Identity identity =
        new Identity(
            store, setup.enroller(), setup.server(), setup.clock(), setup.random(), this::renewed);
    Optional<KeyCustody> custody = Custody.settle(store, setup.custody());
    MlsState[] state = new MlsState[1];
    roots = new Roots(() -> state[0].tx());
    guard = new AddGuard(new ConversationPolicy(), setup.clock());
    MlsState mls =
        new MlsState((storage, suite) -> client(identity, storage, suite, setup, custody));
    state[0] = mls;
    Database database = new Database(store, mls);
    followers = new Followers(database, threads, backoff);
    ServerApi api = new ServerApi(setup.server(), transport, setup.clock(), identity::assertion);
    core =
        new Core(
            database,
            mls,
            new Events(followers::wake),
            identity,
            api,
            threads,
            backoff,
            setup.clock(),
            setup.random(),
            setup.patience());
    background = new Background(this);
    Amendments amendments = new Amendments(core.events);
    erasures = new Erasures(core, background);
    outbox = new Outbox(core, background, amendments, erasures);
    disclosures = new Disclosures(core, setup.permitted());
    receipts = new Receipts(core, disclosures, background);
    reading = new Reading(core, outbox.expiries(), receipts);
    typing = new Typing(core, disclosures);
    statusLists = new StatusLists(core, background);
    guard.refuse(credential -> statusLists.revoked(mls.tx(), credential));
    devices = new DeviceWatch(core, statusLists, background);
    histories = new Histories(core, outbox, statusLists, amendments, setup.history());
    trust = new TrustBook(core);
    refreshes = new Refreshes(core, setup.refresh());
    ownDevices = new OwnDevices(core, outbox, statusLists);
    SeatChanges seatChanges = new SeatChanges(core, devices, trust, ownDevices);
    Changes changes = new Changes(core, outbox, background, seatChanges);
    this.records = new Records(core);
    calls = new Calls(core, outbox);
    inbox =
        new Inbox(
            core,
            changes,
            new Deliveries(
                core,
                amendments,
                outbox.expiries(),
                erasures,
                receipts,
                reading,
                typing,
                statusLists,
                histories,
                ownDevices,
                calls),
            outbox,
            records);
    commits = new Commits(core, inbox);
    handovers = new Handovers(core, outbox, background);
    sender = new Sender(core, inbox, commits, outbox);
    people = new People(core, commits, guard, roots);
    this.roles = new Roles(core, commits, people);
    agreement = setup.agreement();
    joins = new Joins(core, outbox, agreement, displayName, seatChanges, records, histories);
    beginnings = new Beginnings(this, core, agreement, displayName);
    notices = new Notices(core);
    company = new CompanyWatch(core, notices, outbox.expiries());
    invites = new Invites(core, commits, setup.server(), company);
    guestWait = new GuestWait(core, displayName);
    guestRequests = new GuestRequests(core, commits, guard);
    push = new PushLoop(transport, api.session(), threads::later, backoff, background);
  }

  public static Engine open(Setup setup) {
    Engine engine = prepare(setup);
    engine.start();
    return engine;
  }

  /** Nothing runs before {@link #start}. */
  public static Engine prepare(Setup setup) {
    return new Engine(setup);
  }

  public void start() {
    background.start();
  }

  /** The groups are to show the new certificate. */
  private void renewed() {
    core.database.write(
        tx -> {
          core.mls.forgetClient();
          return true;
        });
    background.renewLeaves();
  }

  private MlsClient client(
      Identity identity,
      MlsStorage storage,
      CipherSuite suite,
      Setup setup,
      Optional<KeyCustody> custody) {
    Identity.Stored me = identity.certified();
    return Custody.declare(custody, MlsClient.builder())
        .cipherSuite(suite)
        .otherCipherSuites(setup.agreement().suites())
        .identity(new Credential.X509(me.chain()), me.seed())
        .storage(storage)
        .authentication(new ChatAuthentication(roots))
        .policy(guard)
        .supportedExtensions(List.of(AppDataDictionary.EXTENSION))
        .clock(setup.clock())
        .random(setup.random())
        .build();
  }

  public UserId self() {
    return core.identity.user();
  }

  public EventLog events() {
    return followers;
  }

  public Connection connection() {
    return background.connection();
  }

  public void awaitCaughtUp(Duration atMost) {
    background.awaitCaughtUp(atMost);
  }

  public void retryNow() {
    core.threads.requireOpen();
    background.retryNow();
  }

  @Override
  public Conversation create(ConversationSpec spec) {
    return beginnings.create(spec, false);
  }

  @Override
  public Conversation with(UserId person) {
    return beginnings.with(person);
  }

  /** The group is known to the server, with whoever was to be in it. */
  void activate(ConversationId id) {
    core.database.write(
        tx -> {
          ConversationRow.load(tx.store(), id).phase(Phase.ACTIVE).save(tx.store());
          core.events.joined(tx, id);
          return true;
        });
    background.flush(id);
  }

  void abandon(ConversationId id) {
    beginnings.abandon(id);
  }

  @Override
  public List<Conversation> list() {
    core.threads.requireOpen();
    return core.database.read(ConversationRow::all).stream()
        .filter(ConversationRow::visible)
        .sorted(Comparator.comparing(ConversationRow::since))
        .<Conversation>map(row -> new ConversationHandle(this, row.id()))
        .toList();
  }

  @Override
  public Optional<Conversation> find(ConversationId id) {
    core.threads.requireOpen();
    return core.database
        .read(tx -> ConversationRow.find(tx, id))
        .filter(ConversationRow::visible)
        .map(row -> new ConversationHandle(this, id));
  }

  @Override
  public List<Conversation> about(BusinessReference reference) {
    core.threads.requireOpen();
    return core.database.read(tx -> ConversationRow.about(tx, reference)).stream()
        .map(this::find)
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public List<Message> search(String words, int limit) {
    core.threads.requireOpen();
    return list().stream()
        .flatMap(conversation -> conversation.search(words, limit).stream())
        .sorted(Comparator.comparing(Message::time).reversed())
        .limit(limit)
        .toList();
  }

  /** Within the lane: with all devices of this person. */
  void leave(Lane lane) {
    people.removeOtherDevices(lane);
    propose(lane);
    core.database.write(
        tx -> {
          ConversationRow row = ConversationRow.load(tx.store(), lane.id());
          if (row.phase() == Phase.ACTIVE) {
            row.phase(Phase.LEAVING).save(tx.store());
          }
          outbox.allFailed(tx, lane.id(), "This client left the conversation");
          core.events.ended(tx, lane.id(), eu.paravent.client.event.ChatEvent.End.LEFT);
          return true;
        });
  }

  /** Tells the others that this client leaves, in whatever epoch they are now. */
  void propose(Lane lane) {
    commits.settle(lane);
    for (int attempt = 1; ; attempt++) {
      Optional<byte[]> proposal = people.stageLeaving(lane.id());
      if (proposal.isEmpty()) {
        return;
      }
      try {
        core.server.send(lane.id().value(), proposal.get(), core.newId());
        return;
      } catch (EpochConflictException e) {
        inbox.pull(lane);
        if (attempt > 8) {
          throw new eu.paravent.client.ServerUnavailableException(
              "Leaving conversation " + lane.id() + " found no place", e);
        }
      }
    }
  }

  /** A guest's first steps: waits until it is in. */
  public Conversation joinAsGuest(ConversationId id) {
    core.lane(id)
        .inTurn(
            core.patience,
            () -> {
              joins.external(id);
              return true;
            });
    background.pull(id);
    return new ConversationHandle(this, id);
  }

  /** The person was shown this, and goes on. */
  public void noticeTaken(ProfileShown shown, String language) {
    notices.taken(shown, language);
  }

  public List<NoticeReceipt> noticeReceipts() {
    core.threads.requireOpen();
    return notices.all();
  }

  public Instant wakeAt(String kind, String endpoint) {
    core.threads.requireOpen();
    return core.server.wakeAt(kind, endpoint);
  }

  public void letSleep() {
    core.threads.requireOpen();
    core.server.letSleep();
  }

  /** Takes back what was agreed to, and leaves everything. */
  public void withdrawConsent() {
    core.threads.requireOpen();
    notices.withdraw();
    eraseEverywhere();
    core.database.read(ConversationRow::all).stream()
        .filter(ConversationRow::active)
        .forEach(row -> new ConversationHandle(this, row.id()).leave());
  }

  CompanyWatch company() {
    return company;
  }

  /** What the company says of itself, the newest that was seen. */
  public Optional<CompanyProfile> companyProfile() {
    core.threads.requireOpen();
    return company.known().map(ProfileShown::profile);
  }

  /** Its notice was not shown yet. */
  public Optional<CompanyProfile> noticeToShow() {
    core.threads.requireOpen();
    return company.toShow().map(ProfileShown::profile);
  }

  public void acceptNotice(String language) {
    core.threads.requireOpen();
    notices.taken(
        company
            .toShow()
            .orElseThrow(() -> new IllegalStateException("There is no notice to be shown")),
        language);
  }

  public byte[] dataAtServer() {
    core.threads.requireOpen();
    return core.server.ownData();
  }

  public Instant askFor(PersonalRight right) {
    core.threads.requireOpen();
    return core.server.ask(right.name().toLowerCase(Locale.ROOT));
  }

  /** The case first: where the server cannot be reached nothing was done. */
  public Instant restrictEverywhere() {
    Instant due = askFor(PersonalRight.RESTRICTION);
    UserId self = core.identity.user();
    for (ConversationRow row : core.database.read(ConversationRow::all)) {
      Conversation one = new ConversationHandle(this, row.id());
      if (row.active() && one.restrictions().stream().noneMatch(r -> r.person().equals(self))) {
        one.restrict(self).awaitAccepted(core.patience);
      }
    }
    return due;
  }

  /** Told to everyone in every conversation; what stands there already is left as is. */
  public void rename(String name) {
    core.threads.requireOpen();
    UserId self = core.identity.user();
    core.database.write(
        tx -> {
          for (ConversationRow row : ConversationRow.all(tx.store())) {
            if (row.active() && Details.name(tx.store(), row.id(), self, name, true)) {
              outbox.enqueue(tx, row.id(), Details.named(self, name));
              core.events.detailsChanged(tx, row.id());
            }
          }
          return true;
        });
  }

  /** Conversation by conversation; what is done is not asked for again. */
  public List<Erasure> eraseEverywhere() {
    core.threads.requireOpen();
    UserId self = core.identity.user();
    List<Erasure> asked = new ArrayList<>();
    for (ConversationRow row : core.database.read(ConversationRow::all)) {
      ConversationId id = row.id();
      core.database
          .read(tx -> Erasures.waiting(tx, id))
          .ifPresent(request -> new Outgoing(this, id, request).awaitAccepted(core.patience));
      if (!core.database.read(tx -> Erasures.anything(tx, id, self))) {
        // asked for before, or nothing was ever said
      } else if (row.active()) {
        new ConversationHandle(this, id).erase(self).awaitAccepted(core.patience);
      } else {
        core.database.write(
            tx -> {
              erasures.erase(tx, id, self);
              return true;
            });
      }
      core.database.read(tx -> Erasures.all(tx, id)).stream()
          .filter(one -> one.person().equals(self))
          .findFirst()
          .ifPresent(asked::add);
    }
    return asked;
  }

  Agreement agreement() {
    return agreement;
  }

  Notices notices() {
    return notices;
  }

  /** A guest's first steps where a member decides: it asks, and waits in the background. */
  public void askToJoin(ConversationId id, byte[] requestKey, int cipherSuite) {
    guestWait.ask(id, requestKey, cipherSuite);
  }

  /** Where a guest stands that asked; empty for everybody else. */
  public Optional<JoinState> joinState() {
    core.threads.requireOpen();
    return guestWait.state();
  }

  /** What this person lets the others know, as far as the organisation permits it. */
  public Disclosure disclosed() {
    core.threads.requireOpen();
    return core.database.read(disclosures::now);
  }

  public void disclose(Disclosure wanted) {
    core.threads.requireOpen();
    disclosures.choose(wanted);
  }

  public EventLog.Subscription followTyping(TypingListener listener) {
    core.threads.requireOpen();
    return typing.follow(listener);
  }

  Handovers handovers() {
    return handovers;
  }

  /** Writes what a new device shall have of this one. */
  public Backup backup(RecoveryKey key, OutputStream to) {
    core.threads.requireOpen();
    return Backups.write(core, key, to);
  }

  /** The devices of this person and of the others. */
  public Devices devices() {
    return devices;
  }

  /** Whose keys were compared. */
  public Trust trust() {
    return trust;
  }

  public History history() {
    return histories;
  }

  OwnDevices ownDevices() {
    return ownDevices;
  }

  Histories histories() {
    return histories;
  }

  DeviceWatch deviceWatch() {
    return devices;
  }

  Refreshes refreshes() {
    return refreshes;
  }

  StatusLists statusLists() {
    return statusLists;
  }

  public EventLog.Subscription keepRecords(RecordKeeper keeper) {
    core.threads.requireOpen();
    return records.keep(keeper, new Desk(this));
  }

  public RecordDesk recordDesk() {
    return new Desk(this);
  }

  public EventLog.Subscription followCalls(CallListener listener) {
    core.threads.requireOpen();
    return calls.follow(listener);
  }

  /** As the server said when this client signed in last. */
  public Optional<CallRelay> callRelay() {
    core.threads.requireOpen();
    return core.server.session().relay();
  }

  Calls calls() {
    return calls;
  }

  Receipts receipts() {
    return receipts;
  }

  Reading reading() {
    return reading;
  }

  Typing typing() {
    return typing;
  }

  GuestWait guestWait() {
    return guestWait;
  }

  GuestRequests guestRequests() {
    return guestRequests;
  }

  Core core() {
    return core;
  }

  Signal messageStates() {
    return messageStates;
  }

  Erasures erasures() {
    return erasures;
  }

  Outbox outbox() {
    return outbox;
  }

  Inbox inbox() {
    return inbox;
  }

  Commits commits() {
    return commits;
  }

  Sender sender() {
    return sender;
  }

  People people() {
    return people;
  }

  Roles roles() {
    return roles;
  }

  Invites invites() {
    return invites;
  }

  Joins joins() {
    return joins;
  }

  PushLoop push() {
    return push;
  }

  @Override
  public void close() {
    if (core.threads.closed()) {
      return;
    }
    push.close();
    transport.close();
    core.threads.close();
    messageStates.raise();
    store.close();
  }
}

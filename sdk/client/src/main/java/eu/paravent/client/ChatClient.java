package eu.paravent.client;

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
import eu.paravent.client.internal.engine.Agreement;
import eu.paravent.client.internal.engine.Crew;
import eu.paravent.client.internal.engine.Engine;
import eu.paravent.client.internal.store.LocalStore;
import eu.paravent.client.internal.store.StoreOpener;
import eu.paravent.client.invite.JoinState;
import eu.paravent.client.notice.CompanyProfile;
import eu.paravent.client.notice.NoticeReceipt;
import eu.paravent.client.privacy.Erasure;
import eu.paravent.client.privacy.PersonalRight;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One device of one person. Blocking and thread-safe. Opens without the server and goes on by
 * itself when the server is there; keeps no state beside its store; {@link #close} ends every
 * thread.
 */
public final class ChatClient implements AutoCloseable {
  private static final int NAME_MOST = 200;

  private final Engine engine;
  private final Consumer<ChatClient> closed;

  ChatClient(Engine engine) {
    this(engine, client -> {});
  }

  /**
   * @param closed told once this client is closed
   */
  private ChatClient(Engine engine, Consumer<ChatClient> closed) {
    this.engine = engine;
    this.closed = closed;
  }

  /** Begins to describe a client; it is opened by {@link Builder#open}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whose client this is. */
  public UserId self() {
    return engine.self();
  }

  /** The conversations that this client is or was in. */
  public Conversations conversations() {
    return engine;
  }

  /** What happens, kept in the store until the host has dealt with it. */
  public EventLog events() {
    return engine.events();
  }

  /** Whether the server is there now, and if not, why. */
  public Connection connection() {
    return engine.connection();
  }

  /**
   * Waits until the server is there, what was missed before is here, and the server has what this
   * client had to tell the others until then: for programs that come, do one thing and go, at the
   * beginning and at the end. More may come in at any moment after.
   *
   * @throws ServerUnavailableException if that took longer; the client keeps trying
   * @throws ChatException if the server answered and there is another {@link Connection#problem}
   */
  public void awaitCaughtUp(Duration atMost) {
    engine.awaitCaughtUp(atMost);
  }

  /**
   * Tries now what failures have put off, for a minute at most. Not needed: for hosts that learn
   * that the network is back. Returns at once.
   *
   * @throws ClientClosedException if this client is closed
   */
  public void retryNow() {
    engine.retryNow();
  }

  /**
   * Where a guest stands that {@link GuestLobby#needsApproval asked to be let in}, over restarts
   * too; empty once it is inside, and for everybody else. Told by the events {@link
   * eu.paravent.client.event.ChatEvent.ConversationJoined} and {@link
   * eu.paravent.client.event.ChatEvent.JoinRefused} as well.
   */
  public Optional<JoinState> joinState() {
    return engine.joinState();
  }

  /**
   * Writes an encrypted backup: conversations, messages, names, references, what was verified. Not
   * in it is any key: see {@link Backup#restore}. Attachments are in it as long as the server keeps
   * them, by their keys.
   *
   * @param to stays open
   * @throws eu.paravent.client.backup.BackupException if it cannot be written
   */
  public Backup backup(RecoveryKey key, OutputStream to) {
    return engine.backup(key, to);
  }

  /** The devices of this person and of the others: which there are, and which are revoked. */
  public Devices devices() {
    return engine.devices();
  }

  /** What was said before this device came, from other devices of this person, and to them. */
  public History history() {
    return engine.history();
  }

  /** Comparing keys with people and organisations. */
  public Trust trust() {
    return engine.trust();
  }

  /** What the others are told now, beside messages; nothing at first. */
  public Disclosure disclosed() {
    return engine.disclosed();
  }

  /**
   * What this person wants to tell the others. Kept in the store. Where the organisation does not
   * {@link Builder#permit} it, it is not told all the same.
   */
  public void disclose(Disclosure wanted) {
    engine.disclose(wanted);
  }

  /**
   * Tells when others begin and stop to write. Never stored, and not in the {@link #events event
   * log}: what happened before or while this client was not connected is not told.
   */
  public EventLog.Subscription followTyping(TypingListener listener) {
    return engine.followTyping(listener);
  }

  /**
   * Hands over what this archivist received and receives, for its journal: everything since it was
   * enrolled that was not handed over yet. Only for a client enrolled by {@link
   * eu.paravent.client.identity.OrganisationAuthority#archivistEnroller}; not in browsers.
   *
   * @return to be closed when no more records are wanted; ends with the client anyway
   * @throws RefusedException if this client is no archivist's
   * @throws IllegalStateException if another keeper has them
   */
  public EventLog.Subscription keepRecords(RecordKeeper keeper) {
    return engine.keepRecords(keeper);
  }

  /** What this client does for a journal beside handing records over: it signs for it. */
  public RecordDesk recordDesk() {
    return engine.recordDesk();
  }

  /**
   * Tells what the participants of calls say to each other, {@link Conversation#signal}. Not in the
   * {@link #events event log}, where {@link eu.paravent.client.event.ChatEvent.CallIncoming} is.
   */
  public EventLog.Subscription followCalls(CallListener listener) {
    return engine.followCalls(listener);
  }

  /** The relay that the server offers for calls; empty where it has none, or was not asked yet. */
  public Optional<CallRelay> callRelay() {
    return engine.callRelay();
  }

  /**
   * What this person did about privacy notices on this device, the oldest first; kept after leaving
   * too. To be handed to the person on request.
   */
  public List<NoticeReceipt> noticeReceipts() {
    return engine.noticeReceipts();
  }

  /**
   * What the company says of itself, signed by it: of staff the own one, of a guest the one that
   * invited it. The newest that this client saw; empty where it published nothing, the server hides
   * it, or a guest has just come.
   */
  public Optional<CompanyProfile> company() {
    return engine.companyProfile();
  }

  /**
   * The company, where it has a privacy notice that this person was not shown yet; looked for about
   * every hour. {@link eu.paravent.client.event.PrivacyEvent.NoticeChanged} tells.
   */
  public Optional<CompanyProfile> noticeToShow() {
    return engine.noticeToShow();
  }

  /**
   * The person was shown {@link #noticeToShow}: signs a receipt, keeps it and leaves it with the
   * server. A guest consents by it where the notice {@link
   * eu.paravent.client.notice.PrivacyNotice#needsConsent needs consent}: ask first. Staff takes
   * note in any case.
   *
   * @param language in which it was shown, {@code de} or {@code en}
   * @throws IllegalStateException if there is none to be shown
   * @throws ServerUnavailableException if the server did not answer: the receipt is kept, and
   *     brought later
   */
  public void acceptNotice(String language) {
    if (!language.equals("de") && !language.equals("en")) {
      throw new IllegalArgumentException("The notice is shown in German (de) or English (en)");
    }
    engine.acceptNotice(language);
  }

  /**
   * What the server has about this person, of all its devices (GDPR Art. 15): JSON, a table for
   * each of the server's. No content of conversations: the server cannot read it. {@link
   * eu.paravent.client.privacy.PersonalData} puts both into one archive.
   *
   * @throws ServerUnavailableException if the server did not answer
   */
  public String dataAtServer() {
    return new String(engine.dataAtServer(), StandardCharsets.UTF_8);
  }

  /**
   * This person is called so from now on, in every conversation it is in (GDPR Art. 16). In those
   * that follow it is called as {@link Builder#displayName} says.
   *
   * @param displayName 1 to 200 characters
   */
  public void rename(String displayName) {
    if (displayName.isEmpty() || displayName.length() > NAME_MOST) {
      throw new IllegalArgumentException("A name has 1 to " + NAME_MOST + " characters");
    }
    engine.rename(displayName);
  }

  /**
   * Asks the organisation for what this person has a right to. Its data protection officer gets a
   * case with a deadline. The same again, while that is open, is the same case. While a restriction
   * is open, the server erases nothing of this person.
   *
   * @return until when it has to be answered (GDPR Art. 12(3))
   * @throws ServerUnavailableException if the server did not answer
   */
  public Instant askFor(PersonalRight right) {
    return engine.askFor(right);
  }

  /**
   * Has what this person said kept and not used, everywhere (GDPR Art. 18): asks the organisation
   * for a case of restriction, while which its server erases nothing of this person, and then
   * restricts it in each conversation that it is in, as {@link Conversation#restrict}. Where the
   * server cannot be reached, call it again, and it goes on where it was. The organisation tells
   * the person before it closes the case; {@link Conversation#liftRestriction} ends it in the
   * conversations.
   *
   * @return until when the case has to be answered
   * @throws ServerUnavailableException if the server did not answer in time
   */
  public Instant restrictEverywhere() {
    return engine.restrictEverywhere();
  }

  /**
   * Has everything erased that this person said: {@link Conversation#erase} in each conversation
   * that it is in, and on this device what it said in those that have ended. Conversation by
   * conversation: where the server cannot be reached, call it again, and it goes on where it was.
   *
   * @return what was asked for in each conversation, the newest; {@link Conversation#erasures} says
   *     later which devices have answered
   * @throws ServerUnavailableException if the server did not answer in time
   */
  public List<Erasure> eraseEverywhere() {
    return engine.eraseEverywhere();
  }

  /**
   * Takes back the consent given here and leaves every conversation: a signed receipt first, then
   * {@link #eraseEverywhere}, then {@link Conversation#leave} for each. Where the server cannot be
   * reached the receipt is kept and brought later; call it again to leave what was not left.
   *
   * @throws ServerUnavailableException if the server did not answer in time
   */
  public void withdrawConsent() {
    engine.withdrawConsent();
  }

  /**
   * Asks the server to knock at this address while something waits and this client is not
   * connected: an empty {@code POST}, as push services in the way of Web Push (RFC 8030) and
   * UnifiedPush take it. It says neither who nor what; open the client to see. Knocks come late,
   * twice, without a reason, or not at all: never rely on one. One address for a device; a new one
   * replaces it.
   *
   * @param endpoint https; whoever knows it can knock
   * @return when the server forgets it; ask again before
   * @throws RefusedException if this server does not knock there
   * @throws ServerUnavailableException if the server did not answer
   */
  public Instant wakeAt(URI endpoint) {
    return engine.wakeAt("webhook", endpoint.toString());
  }

  /**
   * As {@link #wakeAt(URI)}, by another kind of wake-up that the server's operator has added.
   *
   * @param kind as the operator calls it
   * @param token what this kind asks for
   */
  public Instant wakeAt(String kind, String token) {
    return engine.wakeAt(kind, token);
  }

  /**
   * Asks the server to knock no more; fine where it did not.
   *
   * @throws ServerUnavailableException if the server did not answer
   */
  public void letSleep() {
    engine.letSleep();
  }

  /** What is in the outbox stays there and is sent when the client is opened again. */
  @Override
  public void close() {
    engine.close();
    closed.accept(this);
  }

  /** Server and store are needed; for a new store an identity too. */
  public static final class Builder {
    private @Nullable URI server;
    private @Nullable EncryptedStore store;
    private @Nullable Enroller enroller;
    private @Nullable Transport transport;
    private String displayName = "";
    private InstantSource clock = InstantSource.system();
    private SecureRandom random = new SecureRandom();
    private Duration patience = Duration.ofSeconds(30);
    private Disclosure permitted = Disclosure.NONE;
    private Agreement agreement = Agreement.DEFAULT;
    private Duration refresh = Duration.ofDays(7);
    private Optional<KeyCustody> custody = Optional.empty();
    private HistoryPolicy history = HistoryPolicy.ASK;

    private Crew crew = Crew.own();
    private Consumer<ChatClient> opened = client -> {};
    private Consumer<ChatClient> closed = client -> {};

    private Builder() {}

    /** For a {@link ChatHost}, which is told of the client's beginning and end. */
    Builder sharing(Crew shared, Consumer<ChatClient> begun, Consumer<ChatClient> ended) {
      crew = shared;
      opened = begun;
      closed = ended;
      return this;
    }

    /** The server's base address, as the server knows itself. */
    public Builder server(URI server) {
      this.server = server;
      return this;
    }

    /** Where everything is kept; one client at a time has it open. */
    public Builder store(EncryptedStore store) {
      this.store = store;
      return this;
    }

    /** Asked for a device certificate when the store is new, and again before it expires. */
    public Builder identity(Enroller enroller) {
      this.enroller = enroller;
      return this;
    }

    /** How the others see this person; travels end to end encrypted. */
    public Builder displayName(String name) {
      this.displayName = name;
      return this;
    }

    /** Default: HTTP and WebSocket of the JDK. Closed with the client. */
    public Builder transport(Transport transport) {
      this.transport = transport;
      return this;
    }

    /**
     * The time that certificates, invites and timed messages go by; the system's where nothing is
     * said.
     */
    public Builder clock(InstantSource clock) {
      this.clock = clock;
      return this;
    }

    /** Where keys and ids come from; the platform's where nothing is said. */
    public Builder random(SecureRandom random) {
      this.random = random;
      return this;
    }

    /**
     * How often this device puts fresh keys into each conversation, so that who stole keys once
     * cannot read on for ever; a week where nothing is said, {@link Duration#ZERO} for never. Each
     * conversation at another time, between half of this and one and a half; less often in those of
     * more than fifty devices. Every change that this device makes counts as well.
     */
    public Builder refreshKeys(Duration every) {
      if (every.isNegative()) {
        throw new IllegalArgumentException("Time does not run backwards");
      }
      this.refresh = every;
      return this;
    }

    /** How long a call waits for the server; 30 seconds where nothing is said. */
    public Builder patience(Duration patience) {
      this.patience = patience;
      return this;
    }

    /**
     * What the organisation allows its people to tell the others beside messages; nothing where
     * nothing is said. Each decides for itself within this: see {@link ChatClient#disclose}.
     * Without meaning for guests, who belong to no organisation.
     */
    public Builder permit(Disclosure permitted) {
      this.permitted = permitted;
      return this;
    }

    /**
     * How the keys of new conversations are agreed where their {@link ConversationSpec} says
     * nothing; {@link KeyAgreement#HYBRID} where nothing is said here either. A conversation is
     * {@link KeyAgreement#CLASSICAL} all the same where it is begun with a hundred people or more,
     * or with one who has no device yet that can do more.
     */
    public Builder keyAgreement(KeyAgreement ofNewConversations) {
      this.agreement = new Agreement(ofNewConversations, Optional.empty());
      return this;
    }

    /**
     * What the organisation demands of conversations: new ones are begun so and with nothing else,
     * and nobody can add this device to one that is not; where the server has earlier key packages
     * and somebody does, it does not join, and raises a security alert. Conversations that it is in
     * already go on.
     */
    public Builder demandKeyAgreement(KeyAgreement demanded) {
      this.agreement = Agreement.demanding(demanded);
      return this;
    }

    /**
     * Declares who holds the keys of this client, to everyone it talks with: see {@link
     * Participant#custody}. Kept in the store; where nothing was ever said, the others see that.
     */
    public Builder custody(KeyCustody held) {
      this.custody = Optional.of(held);
      return this;
    }

    /**
     * What this device does when another one of the same person asks for history; {@link
     * HistoryPolicy#ASK} where nothing is said. The organisation's word, or the person's.
     */
    public Builder shareHistory(HistoryPolicy policy) {
      this.history = policy;
      return this;
    }

    /**
     * Opens the store; everything else happens in the background.
     *
     * @throws eu.paravent.client.store.StoreException if the store cannot be opened
     */
    public ChatClient open() {
      URI address = server;
      EncryptedStore kept = store;
      if (address == null || kept == null) {
        throw new IllegalStateException("A client needs a server and a store");
      }
      ChatClient client =
          new ChatClient(
              Engine.open(
                  new Engine.Setup(
                      address,
                      StoreOpener.open(kept),
                      Optional.ofNullable(enroller),
                      displayName,
                      Optional.ofNullable(transport),
                      clock,
                      random,
                      patience,
                      permitted,
                      agreement,
                      custody,
                      crew,
                      refresh,
                      history)),
              closed);
      opened.accept(client);
      return client;
    }

    Engine.Setup setup(URI address, LocalStore opened) {
      return new Engine.Setup(
          address,
          opened,
          Optional.empty(),
          displayName,
          Optional.ofNullable(transport),
          clock,
          random,
          patience,
          permitted,
          agreement,
          custody,
          crew,
          refresh,
          history);
    }
  }
}

package eu.paravent.testkit.contract;

import static eu.paravent.protocol.ProblemCode.ASSERTION_REFUSED;
import static eu.paravent.protocol.ProblemCode.FORBIDDEN;
import static eu.paravent.protocol.ProblemCode.JOIN_REQUEST_REFUSED;
import static eu.paravent.protocol.ProblemCode.JOIN_REQUEST_UNKNOWN;
import static eu.paravent.protocol.ProblemCode.NOT_A_MEMBER;
import static eu.paravent.protocol.ProblemCode.NOT_SIGNED_IN;
import static eu.paravent.protocol.ProblemCode.PROFILE_REFUSED;
import static eu.paravent.protocol.ProblemCode.RECEIPT_REFUSED;
import static eu.paravent.protocol.ProblemCode.REGISTRATION_CLOSED;
import static eu.paravent.protocol.ProblemCode.REVOCATION_LIST_REFUSED;
import static eu.paravent.protocol.ProblemCode.WAKE_UP_REFUSED;
import static eu.paravent.protocol.ProblemCode.WAKE_UP_UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.MlsGroup;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.attachments.StoredAttachment;
import eu.paravent.protocol.attachments.Upload;
import eu.paravent.protocol.attachments.UploadCreation;
import eu.paravent.protocol.delivery.CommitSubmission;
import eu.paravent.protocol.delivery.Cursor;
import eu.paravent.protocol.delivery.GroupCreation;
import eu.paravent.protocol.delivery.MessageSubmission;
import eu.paravent.protocol.delivery.SignalSubmission;
import eu.paravent.protocol.invites.JoinRequest;
import eu.paravent.protocol.keypackages.KeyPackageUpload;
import eu.paravent.protocol.notices.Receipt;
import eu.paravent.protocol.notices.SignedReceipt;
import eu.paravent.protocol.organisations.OrganisationRegistration;
import eu.paravent.protocol.organisations.RevocationList;
import eu.paravent.protocol.privacy.CaseChange;
import eu.paravent.protocol.privacy.CaseOpening;
import eu.paravent.protocol.privacy.OwnRequest;
import eu.paravent.protocol.privacy.PrivacyCase;
import eu.paravent.protocol.sessions.SessionList;
import eu.paravent.protocol.wakeups.WakeUpRegistration;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Who may not do what: every operation of the server, tried by everybody who must be refused, with
 * requests that are good in every other respect. An operation without an entry fails.
 */
public abstract class AuthorisationContract extends ContractFixture {
  private static final Duration WEEK = Duration.ofDays(7);

  private final Map<String, Operation> operations = new TreeMap<>();
  private Company acme;
  private Party alice;
  private Party bob;
  private MlsGroup group;
  private GuestLink link;
  private String attachment;
  private String upload;

  /** Every operation that the server says it has, such as {@code POST /api/v1/groups}. */
  protected abstract Set<String> operations();

  /** The problem codes that the server's description has for an operation. */
  protected abstract Set<String> declaredProblems(String operation);

  /** Those known here, for a server that does not describe itself. */
  protected final Set<String> knownOperations() {
    return Set.copyOf(operations.keySet());
  }

  @BeforeEach
  @SuppressWarnings("NullAway.Init") // set before each test
  void aGroupThatOthersWant() throws Exception {
    acme = company();
    alice = party(acme, "alice", "alice-1");
    bob = party(acme, "bob", "bob-1");
    bob.upload(bob.keyPackage(), bob.keyPackage()).requireStatus(200);
    group = alice.createGroup();
    alice.commit(group, CommitSpec.builder().add(bob.keyPackage()).build());
    alice.say(group, "for two only");
    link = new GuestLink(acme, Party.id(group), now());
    link.register(alice, link.terms(5, WEEK)).requireStatus(201);
    attachment = storeAttachment();
    upload =
        alice
            .caller()
            .post(Paths.fill(Paths.UPLOADS, Party.id(group)), new UploadCreation(9))
            .read(Upload.class)
            .uploadId();
    alice
        .caller()
        .put(Paths.fill(Paths.REVOCATIONS, acme.id()), new RevocationList(acme.revocations(1)))
        .requireStatus(204);
    // after the guest joined, so that it had no notice to take note of
    alice.caller().put(Paths.fill(Paths.PROFILE, acme.id()), acme.profile(1, 1)).requireStatus(204);
    describeOperations();
  }

  private void describeOperations() throws Exception {
    String id = Party.id(group);
    openToAll();
    guestsThatWait(id);
    // whoever is signed in, about itself only
    entry("DELETE", Paths.CURRENT_SESSION).at();
    entry("GET", Paths.SESSIONS).at();
    // as with welcomes: somebody else's is not touched
    entry("DELETE", Paths.SESSION).at(sessionOf(bob));
    entry("GET", Paths.KEY_PACKAGES).at();
    entry("POST", Paths.KEY_PACKAGES)
        .with(new KeyPackageUpload(List.of(alice.keyPackage()), Optional.empty()))
        .at();
    entry("GET", Paths.GROUPS).at();
    entry("GET", Paths.RECEIPTS).at();
    entry("GET", Paths.OWN_DATA).at();
    entry("POST", Paths.OWN_REQUESTS).with(new OwnRequest(PrivacyCase.ACCESS)).at();
    // signed by Alice's device: nobody else brings it
    entry("POST", Paths.RECEIPTS)
        .stranger(RECEIPT_REFUSED)
        .guest(RECEIPT_REFUSED)
        .with(receiptOf(alice))
        .at();
    entry("GET", Paths.REVOCATIONS).at(acme.id());
    entry("GET", Paths.WAKE_UP).stranger(WAKE_UP_UNKNOWN).guest(WAKE_UP_UNKNOWN).at();
    entry("PUT", Paths.WAKE_UP)
        .stranger(WAKE_UP_REFUSED)
        .guest(WAKE_UP_REFUSED)
        .with(new WakeUpRegistration(WakeUpRegistration.WEBHOOK, "ftp://push.example/1"))
        .at();
    entry("DELETE", Paths.WAKE_UP).at();
    entry("GET", Paths.WELCOMES).at();
    // somebody else's welcome is as unknown as one that never was: no refusal, and no effect
    entry("DELETE", Paths.WELCOME).at(bob.welcomeTo(id).welcomeId());
    // staff, also of other organisations
    entry("GET", Paths.USER_DEVICES).guest(FORBIDDEN).at(acme.id(), "bob");
    entry("POST", Paths.KEY_PACKAGE_CLAIMS).guest(FORBIDDEN).at(acme.id(), "bob");
    MlsGroup another = alice.newGroup();
    entry("POST", Paths.GROUPS)
        .guest(FORBIDDEN)
        .with(new GroupCreation(Party.id(another), another.groupInfo()))
        .at();
    // members
    entry("GET", Paths.LOG).membersOnly().at(id);
    entry("GET", Paths.GROUP_INFO).membersOnly().at(id);
    entry("PUT", Paths.CURSOR).membersOnly().with(new Cursor(1)).at(id);
    entry("POST", Paths.MESSAGES)
        .membersOnly()
        .with(new MessageSubmission(alice.encrypt(group, "forged")))
        .at(id);
    entry("POST", Paths.SIGNALS)
        .membersOnly()
        .with(new SignalSubmission(alice.encrypt(group, "typing")))
        .at(id);
    CommitBundle bundle = group.commit(CommitSpec.selfUpdate());
    entry("POST", Paths.COMMITS)
        .membersOnly()
        .with(new CommitSubmission(bundle.commit(), bundle.welcome(), bundle.groupInfo()))
        .at(id);
    entry("POST", Paths.GROUP_ATTACHMENTS).membersOnly().with(Headers.OCTETS, new byte[9]).at(id);
    entry("GET", Paths.GROUP_ATTACHMENT).membersOnly().at(id, attachment);
    entry("POST", Paths.UPLOADS).membersOnly().with(new UploadCreation(9)).at(id);
    entry("GET", Paths.UPLOAD).membersOnly().at(id, upload);
    entry("PATCH", Paths.UPLOAD)
        .membersOnly()
        .with(Headers.OCTETS, new byte[9])
        .header(Headers.UPLOAD_OFFSET, "0")
        .at(id, upload);
    entry("DELETE", Paths.UPLOAD).membersOnly().at(id, upload);
    // members of staff
    GuestLink other = new GuestLink(acme, id, now());
    entry("PUT", Paths.GROUP_INVITE)
        .stranger(NOT_A_MEMBER)
        .guest(FORBIDDEN)
        .with(other.terms(5, WEEK))
        .at(id, other.id());
    entry("DELETE", Paths.GROUP_INVITE).stranger(NOT_A_MEMBER).guest(FORBIDDEN).at(id, link.id());
  }

  private void guestsThatWait(String id) {
    // guests only; the one tried here is of an invite whose guests join by themselves
    entry("PUT", Paths.JOIN_REQUEST)
        .stranger(FORBIDDEN)
        .guest(JOIN_REQUEST_REFUSED)
        .with(new JoinRequest(new byte[9], new byte[9]))
        .at();
    entry("GET", Paths.JOIN_REQUEST).stranger(FORBIDDEN).guest(JOIN_REQUEST_UNKNOWN).at();
    entry("GET", Paths.JOIN_REQUESTS).stranger(NOT_A_MEMBER).guest(FORBIDDEN).at(id);
    entry("DELETE", Paths.GROUP_JOIN_REQUEST)
        .stranger(NOT_A_MEMBER)
        .guest(FORBIDDEN)
        .at(id, "AAAAAAAAAAAAAAAAAAAAAA");
  }

  private void openToAll() {
    entry("GET", Paths.ORGANISATION).open().at(acme.id());
    entry("PUT", Paths.ORGANISATION)
        .everybody(REGISTRATION_CLOSED)
        .with(new OrganisationRegistration(acme.root(), acme.signedProof(server().baseUrl())))
        .at(acme.id());
    entry("POST", Paths.SESSIONS)
        .everybody(ASSERTION_REFUSED)
        .with(
            Headers.FORM,
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=a.b.c"
                .getBytes(StandardCharsets.US_ASCII))
        .at();
    // the list is its own proof
    entry("PUT", Paths.REVOCATIONS)
        .everybody(REVOCATION_LIST_REFUSED)
        .with(new RevocationList(acme.impostor().revocations(9, alice.device())))
        .at(acme.id());
    // so is the profile
    entry("PUT", Paths.PROFILE)
        .everybody(PROFILE_REFUSED)
        .with(acme.impostor().profile(9, 9))
        .at(acme.id());
    entry("GET", Paths.PROFILE).open().at(acme.id());
    // a device's token is none of an administrator
    entry("GET", Paths.ORGANISATION_USE).everybody(NOT_SIGNED_IN).at(acme.id());
    entry("GET", Paths.USER_SESSIONS).everybody(NOT_SIGNED_IN).at(acme.id(), "bob");
    entry("DELETE", Paths.USER_SESSIONS).everybody(NOT_SIGNED_IN).at(acme.id(), "bob");
    entry("GET", Paths.AUDIT).everybody(NOT_SIGNED_IN).at(acme.id());
    entry("GET", Paths.AUDIT_KEYS).open().at();
    entry("GET", Paths.PRIVACY).everybody(NOT_SIGNED_IN).at(acme.id());
    entry("GET", Paths.ORGANISATION_RECEIPTS).everybody(NOT_SIGNED_IN).at(acme.id());
    entry("GET", Paths.PUBLISHED_PROFILE).everybody(NOT_SIGNED_IN).at(acme.id(), "1");
    entry("GET", Paths.DOCUMENTS).everybody(NOT_SIGNED_IN).at(acme.id());
    entry("GET", Paths.DOCUMENT).everybody(NOT_SIGNED_IN).at(acme.id(), "measures");
    entry("GET", Paths.INCIDENT).everybody(NOT_SIGNED_IN).at(acme.id());
    entry("GET", Paths.CASES).everybody(NOT_SIGNED_IN).at(acme.id());
    entry("POST", Paths.CASES)
        .everybody(NOT_SIGNED_IN)
        .with(
            new CaseOpening(PrivacyCase.ACCESS, "mimi://" + acme.id() + "/u/bob", now(), "file 1"))
        .at(acme.id());
    entry("GET", Paths.CASE).everybody(NOT_SIGNED_IN).at(acme.id(), "AAAAAAAAAAAAAAAAAAAAAA");
    entry("POST", Paths.CASE_CHANGES)
        .everybody(NOT_SIGNED_IN)
        .with(new CaseChange(CaseChange.FULFIL))
        .at(acme.id(), "AAAAAAAAAAAAAAAAAAAAAA");
    entry("POST", Paths.CASE_ERASURE)
        .everybody(NOT_SIGNED_IN)
        .at(acme.id(), "AAAAAAAAAAAAAAAAAAAAAA");
    entry("GET", Paths.CASE_EXPORT)
        .everybody(NOT_SIGNED_IN)
        .at(acme.id(), "AAAAAAAAAAAAAAAAAAAAAA");
    entry("GET", Paths.INVITE).open().at(link.id());
    entry("GET", Paths.LIMITS).open().at();
  }

  @Test
  void everyOperationSaysWhoMayNotUseIt() {
    assertEquals(
        new java.util.TreeSet<>(operations.keySet()),
        new java.util.TreeSet<>(operations()),
        "A new operation needs an entry in AuthorisationContract that says who is refused");
  }

  @Test
  void everyRefusalIsInTheDescription() {
    assertAll(
        operations.values().stream()
            .map(
                operation ->
                    () ->
                        operation
                            .refusals()
                            .forEach(
                                code ->
                                    assertTrue(
                                        declaredProblems(operation.name()).contains(code.code()),
                                        () -> operation.name() + " " + code.code()))));
  }

  @Test
  void refusesWhoHasNoToken() {
    refuses(anonymous(), operation -> operation.anonymous);
  }

  @Test
  void refusesTokensThatTheServerNeverGave() {
    for (String garbage : List.of("x", "a.b.c", "Bearer", "A".repeat(43), "%00", "' or '1'='1")) {
      Caller caller = anonymous();
      caller.useToken(garbage);
      refuses(caller, operation -> operation.anonymous);
    }
  }

  @Test
  void refusesTokensOfSessionsThatEnded() {
    Caller signedOut = signedIn(acme.device("alice", "alice-2"));
    signedOut.delete(Paths.CURRENT_SESSION).requireStatus(204);

    refuses(signedOut, operation -> operation.anonymous);
  }

  @Test
  void refusesTokensThatExpired() throws InterruptedException {
    // a token ends with its certificate; a device of nobody the server knows yet
    java.time.Instant end = now().plusSeconds(2);
    Caller caller = signedIn(acme.device("late", "late-1", now().minus(Duration.ofHours(1)), end));
    // certificates know whole seconds only
    while (!now().isAfter(end.plusSeconds(1))) {
      Thread.sleep(50);
    }

    refuses(caller, operation -> operation.anonymous);
  }

  @Test
  void refusesStaffOfAnotherOrganisation() {
    refuses(party(company(), "eve", "eve-1").caller(), operation -> operation.stranger);
  }

  @Test
  void refusesColleaguesWhoAreNoMembers() {
    refuses(party(acme, "carol", "carol-1").caller(), operation -> operation.stranger);
  }

  @Test
  void refusesGuestsOfAnotherConversation() throws Exception {
    Party dave = party(acme, "dave", "dave-1");
    GuestLink elsewhere = new GuestLink(acme, Party.id(dave.createGroup()), now());
    elsewhere.register(dave, elsewhere.terms(5, WEEK)).requireStatus(201);

    refuses(signedIn(elsewhere.guest("guest-1")), operation -> operation.guest);
  }

  private void refuses(
      Caller caller, java.util.function.Function<Operation, Optional<ProblemCode>> refusal) {
    List<String> before = state();
    List<Executable> attempts = new ArrayList<>();
    operations.forEach(
        (name, operation) ->
            refusal
                .apply(operation)
                .ifPresent(
                    code -> attempts.add(() -> operation.send(caller).requireProblem(code))));
    // nobody is refused his own session; it would end here
    operations.forEach(
        (name, operation) -> {
          if (refusal.apply(operation).isEmpty() && operation.isHarmless()) {
            attempts.add(() -> operation.send(caller).requireSuccess());
          }
        });

    assertAll(attempts);
    assertEquals(before, state(), "Something changed although it was refused");
  }

  /** What those concerned see. */
  private List<String> state() {
    String id = Party.id(group);
    List<String> seen = new ArrayList<>();
    for (Party party : List.of(alice, bob)) {
      for (String address :
          List.of(
              Paths.GROUPS,
              Paths.WELCOMES,
              Paths.KEY_PACKAGES,
              Paths.fill(Paths.LOG, id),
              Paths.fill(Paths.GROUP_INFO, id),
              Paths.fill(Paths.GROUP_ATTACHMENT, id, attachment),
              Paths.fill(Paths.ORGANISATION, acme.id()),
              Paths.fill(Paths.USER_DEVICES, acme.id(), "bob"),
              Paths.fill(Paths.INVITE, link.id()))) {
        Caller.Answer answer = party.caller().get(address).requireStatus(200);
        seen.add(address + " " + new String(answer.response().body(), StandardCharsets.ISO_8859_1));
      }
    }
    return seen;
  }

  private SignedReceipt receiptOf(Party party) {
    Receipt content =
        new Receipt(Receipt.NOTED, acme.id(), party.uri(), 1, new byte[32], "de", now());
    return new SignedReceipt(
        Jwt.statement(SignedReceipt.TYPE, content)
            .chain(party.device().chain())
            .signedBy(party.device().privateKey()));
  }

  private static String sessionOf(Party party) {
    return party.caller().get(Paths.SESSIONS).read(SessionList.class).sessions().get(0).sessionId();
  }

  private String storeAttachment() {
    return alice
        .caller()
        .send(
            "POST",
            Paths.fill(Paths.GROUP_ATTACHMENTS, Party.id(group)),
            Map.of("Content-Type", Headers.OCTETS, Headers.IDEMPOTENCY_KEY, Caller.newKey()),
            new byte[100])
        .read(StoredAttachment.class)
        .attachmentId();
  }

  private Operation entry(String method, String template) {
    Operation operation = new Operation(method, template);
    operations.put(operation.name(), operation);
    return operation;
  }

  /** One operation, a request that is good but for its sender, and who is refused how. */
  private static final class Operation {
    private final String method;
    private final String template;
    private String target = "";
    private String mediaType = "";
    private final Map<String, String> headers = new HashMap<>();
    private Optional<byte[]> body = Optional.empty();
    private Optional<ProblemCode> anonymous = Optional.of(NOT_SIGNED_IN);
    private Optional<ProblemCode> stranger = Optional.empty();
    private Optional<ProblemCode> guest = Optional.empty();

    Operation(String method, String template) {
      this.method = method;
      this.template = template;
    }

    String name() {
      return method + " " + template;
    }

    Operation open() {
      anonymous = Optional.empty();
      return this;
    }

    Operation everybody(ProblemCode code) {
      anonymous = Optional.of(code);
      return stranger(code).guest(code);
    }

    Operation membersOnly() {
      return stranger(NOT_A_MEMBER).guest(NOT_A_MEMBER);
    }

    Operation stranger(ProblemCode code) {
      stranger = Optional.of(code);
      return this;
    }

    Operation guest(ProblemCode code) {
      guest = Optional.of(code);
      return this;
    }

    Operation header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    Operation with(Record json) {
      return with(Headers.JSON, Json.write(json));
    }

    Operation with(String type, byte[] content) {
      mediaType = type;
      body = Optional.of(content);
      return this;
    }

    void at(String... variables) {
      target = Paths.fill(template, variables);
    }

    /** Whoever is not refused may do it here without disturbing what is looked at. */
    boolean isHarmless() {
      return method.equals("GET")
          || template.equals(Paths.WELCOME)
          || template.equals(Paths.SESSION);
    }

    List<ProblemCode> refusals() {
      List<ProblemCode> codes = new ArrayList<>();
      anonymous.ifPresent(codes::add);
      stranger.ifPresent(codes::add);
      guest.ifPresent(codes::add);
      return codes;
    }

    Caller.Answer send(Caller caller) {
      Map<String, String> all = new HashMap<>(headers);
      all.putAll(Caller.key(Caller.newKey()));
      if (!mediaType.isEmpty()) {
        all.put("Content-Type", mediaType);
      }
      return caller.send(method, target, all, body);
    }
  }
}

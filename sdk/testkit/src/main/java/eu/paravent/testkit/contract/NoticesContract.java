package eu.paravent.testkit.contract;

import static eu.paravent.protocol.ProblemCode.NOTICE_NOT_ACCEPTED;
import static eu.paravent.protocol.ProblemCode.ORGANISATION_UNKNOWN;
import static eu.paravent.protocol.ProblemCode.PROFILE_OUTDATED;
import static eu.paravent.protocol.ProblemCode.PROFILE_REFUSED;
import static eu.paravent.protocol.ProblemCode.PROFILE_UNKNOWN;
import static eu.paravent.protocol.ProblemCode.RECEIPT_REFUSED;
import static eu.paravent.protocol.ProblemCode.RETENTION_TOO_SHORT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.grack.nanojson.JsonObject;
import eu.paravent.mls.AppDataDictionary;
import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsGroup;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.delivery.GroupCharter;
import eu.paravent.protocol.delivery.GroupCreation;
import eu.paravent.protocol.invites.JoinRequest;
import eu.paravent.protocol.notices.KeepingRule;
import eu.paravent.protocol.notices.Receipt;
import eu.paravent.protocol.notices.ReceiptList;
import eu.paravent.protocol.notices.SignedProfile;
import eu.paravent.protocol.notices.SignedReceipt;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who a company is, and that nobody comes in before it said what happens with the data. */
public abstract class NoticesContract extends ContractFixture {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final byte[] HASH = new byte[32];

  private Company acme;
  private Party alice;
  private MlsGroup atAlice;
  private GuestLink link;

  @BeforeEach
  @SuppressWarnings("NullAway.Init") // set before each test
  void aGroupToJoin() throws Exception {
    acme = company();
    alice = party(acme, "alice", "alice-1");
    atAlice = alice.createGroup();
    link = new GuestLink(acme, Party.id(atAlice), now());
  }

  @Test
  void showsTheProfileAsTheRootSignedIt() {
    show(acme.id()).requireProblem(PROFILE_UNKNOWN);
    SignedProfile first = acme.profile(1, 1);
    bring(first).requireStatus(204);
    bring(first).requireStatus(204);

    assertEquals(first, show(acme.id()).read(SignedProfile.class));
    SignedProfile next = acme.profile(5, 2);
    bring(next).requireStatus(204);
    assertEquals(next, show(acme.id()).read(SignedProfile.class));
    show("nobody.example").requireProblem(ORGANISATION_UNKNOWN);
  }

  @Test
  void aProfileIsNeverReplacedByAnOlderOne() {
    bring(acme.profile(4, 2)).requireStatus(204);

    bring(acme.profile(3, 2)).requireProblem(PROFILE_OUTDATED);
    bring(acme.profile(4, 3)).requireProblem(PROFILE_OUTDATED);
    bring(acme.profile(5, 1)).requireProblem(PROFILE_OUTDATED);
  }

  @Test
  void refusesProfilesThatAreNotTheCompanys() {
    bring(acme.impostor().profile(1, 1)).requireProblem(PROFILE_REFUSED);
    bring(statement("paravent-other+jws")).requireProblem(PROFILE_REFUSED);
    bring(new SignedProfile("x.y")).requireProblem(PROFILE_REFUSED);
    Company other = company();
    put(acme.id(), other.profile(1, 1)).requireProblem(PROFILE_REFUSED);
    bring(acme.profile(0, 1)).requireProblem(PROFILE_REFUSED);
    bring(acme.profile(1, 0)).requireProblem(PROFILE_REFUSED);
    String incomplete =
        acme.signed(
            Jwt.statement(SignedProfile.TYPE, acme.profileContent(1, 1)).claim("name", " "));
    bring(new SignedProfile(incomplete)).requireProblem(PROFILE_REFUSED);
    show(acme.id()).requireProblem(PROFILE_UNKNOWN);
  }

  @Test
  void keepsReceiptsAsTheyWereSigned() {
    link.register(alice, link.terms(2, WEEK)).requireStatus(201);
    Party guest = guest();
    SignedReceipt noted = receipt(guest, Receipt.NOTED, 1);
    SignedReceipt withdrawn = receipt(guest, Receipt.WITHDRAWN, 1);

    leave(guest, noted).requireStatus(204);
    leave(guest, noted).requireStatus(204);
    leave(guest, withdrawn).requireStatus(204);

    assertEquals(
        List.of(noted, withdrawn),
        guest.caller().get(Paths.RECEIPTS).read(ReceiptList.class).receipts());
    assertEquals(List.of(), alice.caller().get(Paths.RECEIPTS).read(ReceiptList.class).receipts());
  }

  @Test
  void takesNoReceiptsButTheDevicesOwn() {
    link.register(alice, link.terms(2, WEEK)).requireStatus(201);
    Party guest = guest();
    Party other = party(link.guest("guest-2"));

    leave(other, receipt(guest, Receipt.NOTED, 1)).requireProblem(RECEIPT_REFUSED);
    leave(guest, signed(guest, guest.device(), content(other.uri(), Receipt.NOTED, 1)))
        .requireProblem(RECEIPT_REFUSED);
    leave(guest, signed(guest, other.device(), content(guest.uri(), Receipt.NOTED, 1)))
        .requireProblem(RECEIPT_REFUSED);
    leave(guest, receipt(guest, "liked", 1)).requireProblem(RECEIPT_REFUSED);
    Instant tomorrow = now().plus(Duration.ofDays(1));
    leave(guest, signed(guest, guest.device(), content(guest.uri(), Receipt.NOTED, 1, tomorrow)))
        .requireProblem(RECEIPT_REFUSED);
    leave(guest, new SignedReceipt("x.y.z")).requireProblem(RECEIPT_REFUSED);
    leave(guest, new SignedReceipt(assertion(guest.device()))).requireProblem(RECEIPT_REFUSED);
    assertEquals(List.of(), guest.caller().get(Paths.RECEIPTS).read(ReceiptList.class).receipts());
  }

  @Test
  void aGuestJoinsOnlyAfterTheCurrentNotice() throws Exception {
    link.register(alice, link.terms(2, WEEK)).requireStatus(201);
    Party guest = guest();
    bring(acme.profile(1, 1)).requireStatus(204);
    join(guest).requireProblem(NOTICE_NOT_ACCEPTED);

    leave(guest, receipt(guest, Receipt.NOTED, 1)).requireStatus(204);
    bring(acme.profile(2, 2)).requireStatus(204);
    join(guest).requireProblem(NOTICE_NOT_ACCEPTED);

    leave(guest, receipt(guest, Receipt.CONSENTED, 2)).requireStatus(204);
    leave(guest, receipt(guest, Receipt.WITHDRAWN, 2)).requireStatus(204);
    join(guest).requireProblem(NOTICE_NOT_ACCEPTED);

    Instant again = now().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
    Receipt consent = content(guest.uri(), Receipt.CONSENTED, 2, again);
    leave(guest, signed(guest, guest.device(), consent)).requireStatus(204);
    join(guest).requireStatus(200);
  }

  @Test
  void aGuestAsksToBeLetInOnlyAfterTheNotice() {
    link.register(alice, link.approved(2, WEEK)).requireStatus(201);
    Party guest = guest();
    bring(acme.profile(1, 7)).requireStatus(204);
    JoinRequest asked = new JoinRequest(guest.keyPackage(), new byte[] {1});
    guest.caller().put(Paths.JOIN_REQUEST, asked).requireProblem(NOTICE_NOT_ACCEPTED);

    leave(guest, receipt(guest, Receipt.NOTED, 7)).requireStatus(204);

    guest.caller().put(Paths.JOIN_REQUEST, asked).requireStatus(200);
  }

  /** The rules of a group stand in its context: the server holds owners to what they signed. */
  @Test
  void nobodyAgreesOnLessThanTheCompanysMinimum() throws Exception {
    JsonObject letters = new JsonObject();
    letters.put("kind", KeepingRule.COMMERCIAL_LETTER);
    letters.put("minimumDays", 300);
    letters.put("maximumDays", 0);
    MlsGroup before = ruled(alice, 1, 200);
    found(alice, before).requireStatus(201);
    bring(
            new SignedProfile(
                acme.signed(
                    Jwt.statement(SignedProfile.TYPE, acme.profileContent(1, 1))
                        .claim("keeping", List.of(letters)))))
        .requireStatus(204);

    found(alice, ruled(alice, 1, 299)).requireProblem(RETENTION_TOO_SHORT);
    MlsGroup enough = ruled(alice, 1, 300);
    found(alice, enough).requireStatus(201);
    found(alice, ruled(alice, 0, 0)).requireStatus(201);
    rule(enough, 1, 299).requireProblem(RETENTION_TOO_SHORT);
    rule(enough, 1, 301).requireStatus(200);
    enough.mergePendingCommit();
    rule(enough, 0, 0).requireStatus(200);
    // what was agreed before goes on until somebody says something new
    alice.commit(before, CommitSpec.selfUpdate());
    rule(before, 1, 250).requireProblem(RETENTION_TOO_SHORT);
  }

  private Caller.Answer found(Party party, MlsGroup group) throws Exception {
    return party.caller().post(Paths.GROUPS, new GroupCreation(Party.id(group), group.groupInfo()));
  }

  private Caller.Answer rule(MlsGroup group, int kind, int days) throws Exception {
    group.discardPendingCommit();
    CommitSpec spec = CommitSpec.builder().contextExtensions(rules(kind, days)).build();
    return alice.submit(group, group.commit(spec), Caller.newKey());
  }

  private MlsGroup ruled(Party party, int kind, int days) throws Exception {
    byte[] id = new byte[16];
    new SecureRandom().nextBytes(id);
    return party.mls().createGroup(id, rules(kind, days));
  }

  /** As docs/group-rules.md has them: alice owns the group, nobody keeps records. */
  private Extensions rules(int kind, int days) {
    byte[] owner = ("mimi://" + acme.id() + "/u/alice").getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream cbor = new ByteArrayOutputStream();
    cbor.writeBytes(new byte[] {(byte) 0x87, 2, (byte) 0x80, (byte) 0x81, 0x78});
    cbor.write(owner.length);
    cbor.writeBytes(owner);
    cbor.writeBytes(new byte[] {(byte) 0x80, (byte) kind});
    cbor.writeBytes(
        days < 24 ? new byte[] {(byte) days} : new byte[] {0x19, (byte) (days >> 8), (byte) days});
    cbor.write(0);
    return AppDataDictionary.empty()
        .with(GroupCharter.COMPONENT, cbor.toByteArray())
        .in(Extensions.empty());
  }

  private Party guest() {
    return party(link.guest("guest-1"));
  }

  private Caller.Answer join(Party guest) throws Exception {
    MlsGroup joining = guest.mls().joinExternally(atAlice.groupInfo());
    CommitBundle bundle = joining.pendingCommit().orElseThrow();
    Caller.Answer answer = guest.submit(joining, bundle, Caller.newKey());
    joining.discardPendingCommit();
    return answer;
  }

  private Caller.Answer bring(SignedProfile profile) {
    return put(acme.id(), profile);
  }

  private Caller.Answer put(String organisation, SignedProfile profile) {
    return anonymous().put(Paths.fill(Paths.PROFILE, organisation), profile);
  }

  private Caller.Answer show(String organisation) {
    return anonymous().get(Paths.fill(Paths.PROFILE, organisation));
  }

  private SignedProfile statement(String type) {
    return new SignedProfile(acme.signed(Jwt.statement(type, acme.profileContent(1, 1))));
  }

  private static Caller.Answer leave(Party guest, SignedReceipt receipt) {
    return guest.caller().post(Paths.RECEIPTS, receipt);
  }

  private SignedReceipt receipt(Party guest, String kind, long notice) {
    return signed(guest, guest.device(), content(guest.uri(), kind, notice));
  }

  private static SignedReceipt signed(Party shown, DeviceKey signer, Receipt content) {
    return new SignedReceipt(
        Jwt.statement(SignedReceipt.TYPE, content)
            .chain(shown.device().chain())
            .signedBy(signer.privateKey()));
  }

  private Receipt content(String device, String kind, long notice) {
    return content(device, kind, notice, now().truncatedTo(ChronoUnit.SECONDS));
  }

  private Receipt content(String device, String kind, long notice, Instant at) {
    return new Receipt(kind, acme.id(), device, notice, HASH, "de", at);
  }
}

package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.notices.KeepingRule;
import eu.paravent.protocol.notices.OrganisationProfile;
import eu.paravent.protocol.notices.Receipt;
import eu.paravent.protocol.notices.ReceiptList;
import eu.paravent.protocol.notices.SignedProfile;
import eu.paravent.protocol.notices.SignedReceipt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What organisations say of themselves, and what people signed about it. */
final class Notices {
  private final Surroundings surroundings;
  private final Organisations organisations;
  private final Map<String, Profile> profiles = new HashMap<>();
  private final Map<String, List<Left>> receipts = new HashMap<>();

  Notices(Surroundings surroundings, Organisations organisations) {
    this.surroundings = surroundings;
    this.organisations = organisations;
  }

  private record Profile(OrganisationProfile content, SignedProfile signed) {
    long notice() {
      return content.notice().version();
    }
  }

  private record Left(Receipt content, SignedReceipt signed) {}

  void routes(Router router) {
    router.open("GET", Paths.PROFILE, this::show);
    router.open("PUT", Paths.PROFILE, this::bring);
    router.signedIn("GET", Paths.RECEIPTS, this::own);
    router.signedIn("POST", Paths.RECEIPTS, this::leave);
  }

  void requireTaken(Session guest) {
    long version =
        Optional.ofNullable(profiles.get(guest.identity().organisation()))
            .map(Profile::notice)
            .orElse(0L);
    List<Left> left = receipts.getOrDefault(guest.device(), List.of());
    Optional<Receipt> last =
        left.isEmpty() ? Optional.empty() : Optional.of(left.get(left.size() - 1).content);
    boolean taken =
        last.filter(r -> r.noticeVersion() >= version && !r.kind().equals(Receipt.WITHDRAWN))
            .isPresent();
    if (version > 0 && !taken) {
      throw new Refusal(
          ProblemCode.NOTICE_NOT_ACCEPTED, "Show notice " + version + ", and bring a receipt");
    }
  }

  private Response show(Call call) {
    String organisation = call.variable("organisation");
    organisations.root(organisation);
    Profile newest = profiles.get(organisation);
    if (newest == null) {
      throw new Refusal(
          ProblemCode.PROFILE_UNKNOWN, organisation + " has not brought a profile yet");
    }
    return Reply.json(200, newest.signed);
  }

  private Response bring(Call call) {
    String organisation = call.variable("organisation");
    byte[] root = organisations.root(organisation);
    SignedProfile signed = call.json(SignedProfile.class);
    Function<String, Refusal> refused = refused(ProblemCode.PROFILE_REFUSED);
    Jws jws = statement(signed.profile(), Limits.PROFILE, SignedProfile.TYPE, refused);
    if (!jws.signedBy(Certificates.parse(root).getPublicKey())) {
      throw refused.apply("it is not signed by the root");
    }
    OrganisationProfile content = read(jws, OrganisationProfile.class, refused);
    if (!content.organisation().equals(organisation)) {
      throw refused.apply("it is of another organisation");
    }
    refuse(content.defect(), refused);
    Profile before = profiles.get(organisation);
    if (before != null
        && !before.signed.equals(signed)
        && (content.version() <= before.content.version()
            || content.notice().version() < before.notice())) {
      throw new Refusal(
          ProblemCode.PROFILE_OUTDATED, "The server has profile " + before.content.version());
    }
    profiles.put(organisation, new Profile(content, signed));
    return Reply.empty();
  }

  /** Nothing of an organisation that said nothing. */
  List<KeepingRule> keeping(String organisation) {
    return Optional.ofNullable(profiles.get(organisation))
        .flatMap(profile -> profile.content.keeping())
        .orElse(List.of());
  }

  List<String> receiptsOf(String device) {
    return receipts.getOrDefault(device, List.of()).stream()
        .map(left -> left.signed.receipt())
        .toList();
  }

  private Response own(Call call) {
    List<Left> all = receipts.getOrDefault(call.session().device(), List.of());
    Page<Left> page =
        Page.of(call, "receipts", all.stream(), left -> Page.sortable(all.indexOf(left)));
    return Reply.json(
        200, new ReceiptList(page.items().stream().map(Left::signed).toList(), page.next()));
  }

  private Response leave(Call call) {
    Session session = call.session();
    SignedReceipt signed = call.json(SignedReceipt.class);
    Function<String, Refusal> refused = refused(ProblemCode.RECEIPT_REFUSED);
    Jws jws = statement(signed.receipt(), Limits.RECEIPT, SignedReceipt.TYPE, refused);
    if (!Arrays.deepEquals(chain(jws, refused).toArray(), session.chain().toArray())
        || !jws.signedBy(Certificates.parse(session.chain().get(0)).getPublicKey())) {
      throw refused.apply("it is not signed by this device");
    }
    Receipt content = read(jws, Receipt.class, refused);
    refuse(content.defect(), refused);
    if (!content.device().equals(session.device())
        || !content.organisation().equals(session.identity().organisation())
        || content.at().isAfter(surroundings.now().plus(Limits.CLOCK_SKEW))) {
      throw refused.apply("it is another device's or organisation's, or of the future");
    }
    List<Left> left = receipts.computeIfAbsent(session.device(), device -> new ArrayList<>());
    if (left.stream().noneMatch(known -> known.signed.equals(signed))) {
      if (left.size() >= Limits.RECEIPTS_PER_DEVICE) {
        throw refused.apply("there are too many");
      }
      left.add(new Left(content, signed));
    }
    return Reply.empty();
  }

  private static Jws statement(
      String compact, int longest, String type, Function<String, Refusal> refused) {
    if (compact.length() > longest) {
      throw refused.apply("it is too long");
    }
    try {
      Jws jws = Jws.parse(compact);
      if (jws.is(type)) {
        return jws;
      }
    } catch (Refusal e) {
      throw refused.apply("it is no JWS");
    }
    throw refused.apply("it is not a " + type);
  }

  private static List<byte[]> chain(Jws jws, Function<String, Refusal> refused) {
    try {
      return jws.chain();
    } catch (Refusal e) {
      throw refused.apply("it has no x5c");
    }
  }

  private static <T extends Record> T read(
      Jws jws, Class<T> type, Function<String, Refusal> refused) {
    return jws.read(type).orElseThrow(() -> refused.apply("its content cannot be read"));
  }

  private static void refuse(Optional<String> defect, Function<String, Refusal> refused) {
    if (defect.isPresent()) {
      throw refused.apply(defect.get());
    }
  }

  private static Function<String, Refusal> refused(ProblemCode code) {
    return why -> new Refusal(code, "Refused: " + why);
  }
}

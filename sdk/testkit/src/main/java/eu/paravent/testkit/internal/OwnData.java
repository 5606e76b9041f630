package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.privacy.OwnRequest;
import eu.paravent.protocol.privacy.PersonalData;
import eu.paravent.protocol.privacy.PersonalData.TableRows;
import eu.paravent.protocol.privacy.PrivacyCase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people do about their own data: as much of it as this server has. */
final class OwnData {
  private final Surroundings surroundings;
  private final Devices devices;
  private final Notices notices;
  private final List<PrivacyCase> cases = new ArrayList<>();

  OwnData(Surroundings surroundings, Devices devices, Notices notices) {
    this.surroundings = surroundings;
    this.devices = devices;
    this.notices = notices;
  }

  void routes(Router router) {
    router.signedIn("GET", Paths.OWN_DATA, this::own);
    router.signedIn("POST", Paths.OWN_REQUESTS, this::ask);
  }

  private Response own(Call call) {
    String person = call.session().identity().userUri();
    List<String> uris =
        call.session().identity().guest() ? List.of(person) : devices.urisOf(person);
    TableRows receipts =
        new TableRows(
            "notice_receipt",
            List.of("device_uri", "receipt"),
            uris.stream()
                .flatMap(uri -> notices.receiptsOf(uri).stream().map(r -> List.of(uri, r)))
                .toList());
    TableRows asked =
        new TableRows(
            "privacy_case",
            List.of("id", "kind"),
            cases.stream()
                .filter(one -> one.person().equals(person))
                .map(one -> List.of(one.caseId(), one.kind()))
                .toList());
    TableRows known = new TableRows("device", List.of("uri"), uris.stream().map(List::of).toList());
    return Reply.json(
        200, new PersonalData(person, surroundings.now(), List.of(known, receipts, asked)));
  }

  private Response ask(Call call) {
    String kind = call.json(OwnRequest.class).kind();
    String person = call.session().identity().userUri();
    if (!PrivacyCase.KINDS.contains(kind)) {
      throw new Refusal(ProblemCode.INVALID_VALUE, "Ask for one of " + PrivacyCase.KINDS);
    }
    Optional<PrivacyCase> open =
        cases.stream()
            .filter(one -> one.person().equals(person) && one.kind().equals(kind))
            .findFirst();
    if (open.isEmpty()) {
      Instant now = surroundings.now();
      open =
          Optional.of(
              new PrivacyCase(
                  surroundings.newId(16),
                  kind,
                  person,
                  "",
                  now,
                  now.atZone(ZoneOffset.UTC).plusMonths(1).toInstant(),
                  false,
                  false,
                  PrivacyCase.OPEN,
                  Optional.empty(),
                  List.of(),
                  List.of()));
      cases.add(open.get());
    }
    return Reply.json(200, open.get());
  }
}

package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.audit.AuditKey;
import eu.paravent.protocol.audit.AuditKeyList;
import java.util.stream.Stream;

/** What administrators do with a token of their issuer. This server knows no issuer. */
final class Administration {
  private Administration() {}

  static void routes(Router router) {
    router.open("GET", Paths.ORGANISATION_USE, Administration::refuse);
    router.open("GET", Paths.USER_SESSIONS, Administration::refuse);
    router.open("DELETE", Paths.USER_SESSIONS, Administration::refuse);
    router.open("GET", Paths.AUDIT, Administration::refuse);
    router.open("GET", Paths.PRIVACY, Administration::refuse);
    router.open("GET", Paths.ORGANISATION_RECEIPTS, Administration::refuse);
    router.open("GET", Paths.PUBLISHED_PROFILE, Administration::refuse);
    router.open("GET", Paths.DOCUMENTS, Administration::refuse);
    router.open("GET", Paths.DOCUMENT, Administration::refuse);
    router.open("GET", Paths.INCIDENT, Administration::refuse);
    router.open("GET", Paths.CASES, Administration::refuse);
    router.open("POST", Paths.CASES, Administration::refuse);
    router.open("GET", Paths.CASE, Administration::refuse);
    router.open("POST", Paths.CASE_CHANGES, Administration::refuse);
    router.open("POST", Paths.CASE_ERASURE, Administration::refuse);
    router.open("GET", Paths.CASE_EXPORT, Administration::refuse);
    // no log, so no keys that sign it
    router.open(
        "GET",
        Paths.AUDIT_KEYS,
        call -> {
          Page<AuditKey> page = Page.of(call, "audit-keys", Stream.of(), AuditKey::keyId);
          return Reply.json(200, new AuditKeyList(page.items(), page.next()));
        });
  }

  private static Response refuse(Call call) {
    throw new Refusal(
        ProblemCode.NOT_SIGNED_IN,
        "No issuer is known for administrators of " + call.variable("organisation"));
  }
}

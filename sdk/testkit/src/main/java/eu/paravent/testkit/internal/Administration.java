package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;

/** What administrators do with a token of their issuer. This server knows no issuer. */
final class Administration {
  private Administration() {}

  static void routes(Router router) {
    router.open("GET", Paths.ORGANISATION_USE, Administration::refuse);
    router.open("GET", Paths.USER_SESSIONS, Administration::refuse);
    router.open("DELETE", Paths.USER_SESSIONS, Administration::refuse);
  }

  private static Response refuse(Call call) {
    throw new Refusal(
        ProblemCode.NOT_SIGNED_IN,
        "No issuer is known for administrators of " + call.variable("organisation"));
  }
}

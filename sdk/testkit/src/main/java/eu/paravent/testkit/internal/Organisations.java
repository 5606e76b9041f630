package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.organisations.Organisation;
import eu.paravent.protocol.organisations.OrganisationRegistration;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Organisations and their roots. */
final class Organisations {
  private static final String ID = "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?";

  private final Surroundings surroundings;
  private final Map<String, byte[]> roots = new HashMap<>();

  Organisations(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  void routes(Router router) {
    router.open("GET", Paths.ORGANISATION, this::show);
    router.open("PUT", Paths.ORGANISATION, this::register);
  }

  byte[] root(String organisation) {
    byte[] root = roots.get(organisation);
    if (root == null) {
      throw new Refusal(
          ProblemCode.ORGANISATION_UNKNOWN,
          "The organisation " + organisation + " is not registered on this server");
    }
    return root;
  }

  private Response show(Call call) {
    String id = call.variable("organisation");
    return Reply.json(200, new Organisation(id, root(id)));
  }

  private Response register(Call call) {
    if (!call.header(Headers.REGISTRATION_TOKEN)
        .filter(surroundings.registrationToken()::equals)
        .isPresent()) {
      throw new Refusal(
          ProblemCode.REGISTRATION_CLOSED,
          "Send the operator's token in " + Headers.REGISTRATION_TOKEN);
    }
    String id = call.variable("organisation");
    if (!id.matches(ID)) {
      throw new Refusal(ProblemCode.INVALID_VALUE, "The organisation id is not like a domain");
    }
    OrganisationRegistration registration = call.json(OrganisationRegistration.class);
    PublicKey key =
        Certificates.requireRoot(registration.rootCertificate(), id, surroundings.now());
    Jws proof = Jws.parse(registration.proof());
    proof.requireSignature(key);
    proof.requireFor(id, surroundings.baseUrl(), surroundings.now());
    byte[] before = roots.putIfAbsent(id, registration.rootCertificate().clone());
    if (before != null && !Arrays.equals(before, registration.rootCertificate())) {
      throw new Refusal(
          ProblemCode.ORGANISATION_ROOT_DIFFERS,
          "The organisation " + id + " is registered with another root");
    }
    return Reply.json(
        before == null ? 201 : 200, new Organisation(id, registration.rootCertificate()));
  }
}

package eu.paravent.testkit.contract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What all parts of the contract start from: a server, callers, signed-in devices. */
abstract class ContractFixture {
  private final List<Caller> callers = new ArrayList<>();

  /** The server to be tested; called for each use, so it may answer the same one always. */
  protected abstract ServerUnderTest server();

  @AfterEach
  void closeTransports() {
    callers.forEach(caller -> caller.transport().close());
  }

  Instant now() {
    return server().clock().instant();
  }

  Caller anonymous() {
    return at(server());
  }

  Caller at(ServerUnderTest server) {
    Caller caller = new Caller(server.transports().open());
    callers.add(caller);
    return caller;
  }

  /** A new organisation, registered. */
  Company company() {
    Company company = Company.fresh(now());
    company
        .register(anonymous(), server().baseUrl(), server().registrationToken())
        .requireStatus(201);
    return company;
  }

  Caller signedIn(DeviceKey device) {
    Caller caller = anonymous();
    caller.signIn(assertion(device)).requireStatus(200);
    return caller;
  }

  Party party(Company company, String user, String device) {
    return party(company.device(user, device));
  }

  Party party(DeviceKey device) {
    return new Party(device, signedIn(device), server().clock());
  }

  String assertion(DeviceKey device) {
    return Jwt.assertion(device, server().baseUrl(), now()).signedBy(device.privateKey());
  }
}

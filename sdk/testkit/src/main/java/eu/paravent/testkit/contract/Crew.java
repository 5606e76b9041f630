package eu.paravent.testkit.contract;

import eu.paravent.client.spi.Transport;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import java.util.ArrayList;
import java.util.List;

/**
 * Signed-in devices in one group, for whoever loads a server below the client: tokens to speak for
 * them, and application messages that the server accepts. Not thread-safe.
 */
public final class Crew {
  private final MlsGroup group;
  private final List<String> tokens;

  private Crew(MlsGroup group, List<String> tokens) {
    this.group = group;
    this.tokens = tokens;
  }

  /** A new organisation, its devices, and their group, all known to the server. */
  public static Crew gather(ServerUnderTest server, int members) throws MlsException {
    Company company = Company.fresh(server.clock().instant());
    try (Transport transport = server.transports().open()) {
      company
          .register(new Caller(transport), server.baseUrl(), server.registrationToken())
          .requireStatus(201);
      List<Party> parties = new ArrayList<>();
      for (int i = 0; i < members; i++) {
        DeviceKey device = company.device("user-" + i, "device-" + i);
        Caller caller = new Caller(transport);
        caller
            .signIn(
                Jwt.assertion(device, server.baseUrl(), server.clock().instant())
                    .signedBy(device.privateKey()))
            .requireStatus(200);
        parties.add(new Party(device, caller, server.clock()));
      }
      Party founder = parties.get(0);
      MlsGroup group = founder.createGroup();
      CommitSpec.Builder all = CommitSpec.builder();
      parties.subList(1, members).forEach(party -> all.add(party.keyPackage()));
      founder.commit(group, all.build());
      return new Crew(group, parties.stream().map(party -> party.caller().token()).toList());
    }
  }

  public String groupId() {
    return Party.id(group);
  }

  /** Of the devices' sessions; secret. */
  public List<String> tokens() {
    return tokens;
  }

  /** An application message of the founder for the group's epoch, about as large as its text. */
  public byte[] message(byte[] text) throws MlsException {
    return group.encrypt(text, new byte[0]);
  }
}

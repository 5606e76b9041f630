package eu.paravent.client.internal.engine;

import eu.paravent.client.UntrustedException;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.delivery.ServerApi;
import eu.paravent.client.internal.invite.GuestPass;
import eu.paravent.client.internal.keys.Admission;
import eu.paravent.client.internal.keys.ChatAuthentication;
import eu.paravent.client.internal.keys.ConversationPolicy;
import eu.paravent.client.internal.keys.Fingerprint;
import eu.paravent.client.internal.keys.SignInAssertion;
import eu.paravent.client.internal.keys.SigningKey;
import eu.paravent.client.invite.PeopleInside;
import eu.paravent.client.spi.Transport;
import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.observer.GroupObserver;
import java.net.URI;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A look into the group that a guest is invited to, before it joins: everything is verified as
 * joining would verify it, and nothing is kept.
 */
public final class Doorway {
  private final URI server;
  private final Transport transport;
  private final InstantSource clock;
  private final SecureRandom random;

  public Doorway(URI server, Transport transport, InstantSource clock, SecureRandom random) {
    this.server = server;
    this.transport = transport;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Signs in as the guest that may join.
   *
   * @throws UntrustedException if the group that the server offers is not the one of the link, or
   *     someone in it is not who they say
   */
  public PeopleInside look(GuestPass pass, GuestIdentity guest, String groupId) {
    Identity.Stored me = guest.identity();
    ServerApi api = new ServerApi(server, transport, clock, () -> assertion(me));
    byte[] groupInfo = api.groupInfo(groupId).groupInfo();
    Map<String, byte[]> roots = new HashMap<>();
    roots.put(me.user().organisation(), Fingerprint.hash(pass.rootCertificate()));
    try {
      GroupObserver group =
          GroupObserver.open(
              groupInfo,
              new ChatAuthentication((company, root) -> known(roots, company, root)),
              new ConversationPolicy());
      if (!MlsState.id(group.groupId()).value().equals(groupId)) {
        throw new UntrustedException("The server offers the state of another group", null);
      }
      Admission.check(
          me.chain().get(0), group.groupId(), group.contextExtensions(), clock.instant());
      return people(group.members(), me.user().organisation());
    } catch (MlsException e) {
      throw new UntrustedException(
          "The state of the conversation cannot be trusted: " + e.getMessage(), e);
    }
  }

  private String assertion(Identity.Stored me) {
    try (SigningKey key = SigningKey.ofSeed(me.seed())) {
      return SignInAssertion.of(
          key,
          me.device(),
          me.chain(),
          server.toString().replaceAll("/+$", ""),
          clock.instant(),
          random);
    }
  }

  /** The link names one; of every other company there is one root within this group. */
  private static boolean known(Map<String, byte[]> roots, String company, byte[] root) {
    byte[] hash = Fingerprint.hash(root);
    byte[] first = roots.putIfAbsent(company, hash);
    return first == null || MessageDigest.isEqual(first, hash);
  }

  private static PeopleInside people(List<Member> members, String inviting) {
    Map<String, Set<UserId>> staff = new TreeMap<>();
    Set<UserId> guests = new HashSet<>();
    for (Member member : members) {
      UserId user = Seats.of(member).user();
      if (user.guest()) {
        guests.add(user);
      } else {
        staff.computeIfAbsent(user.organisation(), company -> new HashSet<>()).add(user);
      }
    }
    List<PeopleInside.Company> companies = new ArrayList<>();
    Set<UserId> hosts = staff.remove(inviting);
    companies.add(new PeopleInside.Company(inviting, hosts == null ? 0 : hosts.size(), true));
    staff.forEach(
        (name, people) -> companies.add(new PeopleInside.Company(name, people.size(), false)));
    return new PeopleInside(companies, guests.size());
  }
}

package eu.paravent.samples.cli;

import eu.paravent.client.GuestLobby;
import eu.paravent.client.UserId;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.invite.GuestLink;
import eu.paravent.client.invite.JoinRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** People who come by a link. */
@Command(description = "Guests")
final class Guests extends Topic {
  Guests(Cli cli) {
    super(cli);
  }

  @Command(description = "Prints a link by which guests can join.")
  void invite(
      @Option(names = "--days", defaultValue = "7", description = "how long it can be used")
          int days,
      @Option(names = "--guests", defaultValue = "1", description = "how many can come by it")
          int guests,
      @Option(names = "--label", defaultValue = "", description = "who it is for") String label,
      @Option(
              names = "--link-password",
              interactive = true,
              arity = "0..1",
              description = "is needed beside the link: tell it by another way")
          Optional<String> password,
      @Option(names = "--approve", description = "staff lets each of them in") boolean approve) {
    Duration lifetime = Duration.ofDays(days);
    GuestInviteSpec spec = new GuestInviteSpec(lifetime, guests, label, password, approve);
    say(room().inviteGuest(spec).link().orElseThrow().url());
  }

  @Command(description = "Lists invites: id, guests inside of how many, until when, label.")
  void invites() {
    for (GuestInvite one : room().invites()) {
      say(
          Ids.shown(one.id().value())
              + ("  " + one.uses() + " of " + one.maxUses() + "  " + one.expiresAt())
              + (one.approval() ? "  approve" : "")
              + ("  " + one.label()));
    }
  }

  @Command(description = "Makes a link unusable. Who came by it stays.")
  void withdraw(@Parameters(paramLabel = "INVITE") String id) {
    room()
        .revoke(
            Ids.one(room().invites(), i -> i.id().value(), GuestInvite::label, id, "invites").id());
  }

  @Command(description = "Lists guests: URI, name, by which invite of whom.")
  void guests() {
    Shown shown = new Shown(room());
    room()
        .guests()
        .forEach(
            guest ->
                say(
                    guest.id()
                        + ("  " + guest.displayName() + "  " + Ids.shown(guest.invite().value()))
                        + ("  of " + shown.name(guest.invitedBy()))));
  }

  @Command(description = "Lists who waits to be let in: id, name, since when.")
  void waiting() {
    room()
        .joinRequests()
        .forEach(
            one -> say(Ids.shown(one.id()) + "  " + called(one) + "  since " + one.receivedAt()));
  }

  @Command(description = "Lets a guest in.")
  void approve(@Parameters(paramLabel = "REQUEST", description = "id or name") String id) {
    room().approve(request(id));
  }

  @Command(description = "Tells a guest no.")
  void decline(@Parameters(paramLabel = "REQUEST", description = "id or name") String id) {
    room().decline(request(id));
  }

  private JoinRequest request(String id) {
    return Ids.one(room().joinRequests(), JoinRequest::id, Guests::called, id, "guests who wait");
  }

  private static String called(JoinRequest request) {
    return request.name().orElse("(the name is shown where the invite was made)");
  }

  @Command(description = "A guest became staff: takes the one out and the other in.")
  void employ(
      @Parameters(paramLabel = "GUEST", description = "URI or name") String guest,
      @Parameters(paramLabel = "URI") UserId staff) {
    room().employ(person(guest), staff);
  }

  @Command(description = "Joins by a link, as a guest who is called PERSON here.")
  void join(
      @Parameters(paramLabel = "LINK") String link,
      @Parameters(paramLabel = "PERSON") String guest,
      @Option(
              names = "--link-password",
              interactive = true,
              arity = "0..1",
              description = "that came by another way")
          Optional<String> password,
      @Option(names = "--accept-notice", description = "that was shown") boolean accepted)
      throws IOException {
    GuestLink parsed = GuestLink.parse(link);
    GuestLobby lobby = GuestLobby.open(parsed, cli.way(parsed.server()));
    if (lobby.locked()) {
      lobby =
          lobby.unlock(
              password.orElseThrow(() -> refusal("The link needs a password: --link-password")));
    }
    say(lobby.inviter() + ", " + lobby.organisation() + ": " + lobby.title());
    if (lobby.profile().isPresent()) {
      say(lobby.profile().get());
      if (!accepted) {
        throw refusal("Read the notice above, then say --accept-notice");
      }
      lobby = lobby.acceptNotice("en");
    }
    say(cli.opened(lobby.join(guest, cli.home().store(guest))).self());
    cli.home().note(guest, parsed.server(), guest);
    me().joinState().ifPresent(state -> say("to be let in: " + state));
  }
}

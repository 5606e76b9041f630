package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Guest;
import eu.paravent.client.RefusedException;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.delivery.InviteTerms;
import eu.paravent.client.internal.engine.InviteRow.Step;
import eu.paravent.client.internal.invite.InviteSecrets;
import eu.paravent.client.internal.invite.LinkPassword;
import eu.paravent.client.internal.invite.LobbyCard;
import eu.paravent.client.internal.keys.GroupRules;
import eu.paravent.client.internal.keys.GroupRules.InviteEntry;
import eu.paravent.client.internal.notice.ProfileShown;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.invite.GuestLink;
import eu.paravent.client.invite.InviteId;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsGroup;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Guest invites: first in the group, where every member holds joins against them, then on the
 * server. Every step can be done again. Made within the conversation's lane.
 */
final class Invites {
  private final Core core;
  private final Commits commits;
  private final URI server;
  private final CompanyWatch company;

  Invites(Core core, Commits commits, URI server, CompanyWatch company) {
    this.company = company;
    this.core = core;
    this.commits = commits;
    this.server = server;
  }

  /** The invite a guest came by. */
  static String inviteOf(UserId guest) {
    String[] parts = guest.uri().split("/");
    return parts[parts.length - 2];
  }

  GuestInvite create(Lane lane, GuestInviteSpec spec) {
    ConversationId id = lane.id();
    byte[] seed = new byte[32];
    core.random.nextBytes(seed);
    String inviteId = core.newId();
    // takes its time: before the transaction
    byte[] secret = spec.password().map(p -> LinkPassword.stretch(p, seed, inviteId)).orElse(seed);
    InviteRow row =
        core.database.write(
            tx -> {
              InviteRow made = make(tx, id, inviteId, seed, secret, spec);
              made.save(tx.store());
              return made;
            });
    try {
      complete(lane, row);
    } catch (RefusedException e) {
      core.database.write(
          tx -> {
            row.delete(tx.store());
            return true;
          });
      throw e;
    }
    return core.database.write(tx -> invite(row, core.mls.group(id)));
  }

  private InviteRow make(
      Tx tx, ConversationId id, String inviteId, byte[] seed, byte[] secret, GuestInviteSpec spec) {
    UserId self = core.identity.user();
    LobbyCard card =
        new LobbyCard(
            ConversationRow.load(tx.store(), id).title(),
            Details.name(tx.store(), id, self).orElse(self.name()),
            self.organisation(),
            spec.label(),
            Suites.of(tx.store(), id).value(),
            company.known(tx.store()).map(ProfileShown::version).orElse(0L));
    return new InviteRow(
        id,
        inviteId,
        Step.MAKING,
        seed,
        InviteSecrets.signingKey(secret).publicKey(),
        Instant.ofEpochSecond(core.clock.instant().plus(spec.lifetime()).getEpochSecond()),
        spec.maxUses(),
        spec.label(),
        card.seal(secret, inviteId, core.random),
        spec.approval() ? GroupRules.APPROVE : GroupRules.OPEN,
        spec.password().isPresent(),
        Optional.of(InviteSecrets.requestKey(secret)));
  }

  void revoke(Lane lane, String inviteId) {
    Optional<InviteRow> own =
        core.database.write(
            tx -> {
              Optional<InviteRow> row =
                  InviteRow.find(tx.store(), lane.id(), inviteId).map(r -> r.step(Step.REVOKING));
              row.ifPresent(r -> r.save(tx.store()));
              return row;
            });
    close(lane, inviteId);
    own.ifPresent(row -> save(row.step(Step.REVOKED)));
  }

  /** Goes on with what was begun, after a restart too. */
  void complete(Lane lane, InviteRow row) {
    if (row.step() == Step.MAKING) {
      InviteEntry entry =
          new InviteEntry(
              row.id(),
              row.publicKey(),
              row.expiresAt().getEpochSecond(),
              row.maxUses(),
              row.mode(),
              core.identity.user().uri(),
              true);
      commits.run(lane, (tx, group) -> adding(group, entry));
      core.server.registerInvite(
          lane.id().value(),
          row.id(),
          new InviteTerms(
              row.publicKey(), row.expiresAt(), row.maxUses(), row.mode(), row.lobbyCard()));
      save(row.step(Step.REGISTERED));
    } else if (row.step() == Step.REVOKING) {
      close(lane, row.id());
      save(row.step(Step.REVOKED));
    }
  }

  private void close(Lane lane, String inviteId) {
    commits.run(lane, (tx, group) -> closing(group, inviteId));
    core.server.revokeInvite(lane.id().value(), inviteId);
  }

  private void save(InviteRow row) {
    core.database.write(
        tx -> {
          row.save(tx.store());
          return true;
        });
  }

  private static Optional<CommitSpec> adding(MlsGroup group, InviteEntry entry) {
    GroupRules rules = rules(group);
    return rules.invite(entry.id()).isPresent()
        ? Optional.empty()
        : Optional.of(changed(group, rules.with(entry)));
  }

  private static Optional<CommitSpec> closing(MlsGroup group, String inviteId) {
    GroupRules rules = rules(group);
    Optional<InviteEntry> entry = rules.invite(inviteId);
    if (entry.isEmpty() || !entry.get().open()) {
      return Optional.empty();
    }
    boolean guestsInside = uses(group, inviteId) > 0;
    // kept while guests of it are inside, so that later members can verify them
    return Optional.of(
        changed(group, guestsInside ? rules.with(entry.get().closed()) : rules.without(inviteId)));
  }

  private static CommitSpec changed(MlsGroup group, GroupRules rules) {
    try {
      Extensions next = rules.in(group.contextExtensions());
      return CommitSpec.builder().contextExtensions(next).build();
    } catch (CborException e) {
      throw new IllegalStateException("The rules of the group cannot be read any more", e);
    }
  }

  private static GroupRules rules(MlsGroup group) {
    try {
      return GroupRules.of(group.contextExtensions());
    } catch (CborException e) {
      throw new IllegalStateException("The rules of the group cannot be read any more", e);
    }
  }

  private static int uses(MlsGroup group, String inviteId) {
    return (int)
        Seats.of(group).stream()
            .filter(seat -> seat.user().guest() && inviteOf(seat.user()).equals(inviteId))
            .count();
  }

  /** Those that can still be used. */
  List<GuestInvite> list(ConversationId id) {
    return core.database.write(
        tx -> {
          List<GuestInvite> found = new ArrayList<>();
          MlsGroup group = core.mls.group(id);
          for (InviteEntry entry : rules(group).invites()) {
            Instant expiresAt = Instant.ofEpochSecond(entry.expiresAt());
            int uses = uses(group, entry.id());
            if (entry.open()
                && core.clock.instant().isBefore(expiresAt)
                && uses < entry.maxUses()) {
              Optional<InviteRow> own = InviteRow.find(tx.store(), id, entry.id());
              found.add(
                  new GuestInvite(
                      new InviteId(entry.id()),
                      own.map(InviteRow::label).orElse(""),
                      own.map(this::link),
                      expiresAt,
                      entry.maxUses(),
                      uses,
                      entry.mode().equals(GroupRules.APPROVE)));
            }
          }
          return List.copyOf(found);
        });
  }

  /** The guests inside, and who invited them. */
  List<Guest> guests(ConversationId id) {
    return core.database.write(
        tx -> {
          List<Guest> found = new ArrayList<>();
          MlsGroup group = core.mls.group(id);
          GroupRules rules = rules(group);
          for (Seat seat : Seats.of(group)) {
            if (seat.user().guest()) {
              String inviteId = inviteOf(seat.user());
              rules
                  .invite(inviteId)
                  .ifPresent(
                      entry ->
                          found.add(
                              new Guest(
                                  seat.user(),
                                  Details.name(tx.store(), id, seat.user())
                                      .orElse(seat.user().name()),
                                  new InviteId(inviteId),
                                  new UserId(entry.inviter()))));
            }
          }
          return List.copyOf(found);
        });
  }

  private GuestInvite invite(InviteRow row, MlsGroup group) {
    return new GuestInvite(
        new InviteId(row.id()),
        row.label(),
        Optional.of(link(row)),
        row.expiresAt(),
        row.maxUses(),
        uses(group, row.id()),
        row.mode().equals(GroupRules.APPROVE));
  }

  private GuestLink link(InviteRow row) {
    Identity.Stored me = core.identity.certified();
    byte[] root = me.chain().get(me.chain().size() - 1);
    InviteId id = new InviteId(row.id());
    return row.password()
        ? GuestLink.withPassword(server, id, row.seed(), root)
        : GuestLink.of(server, id, row.seed(), root);
  }
}

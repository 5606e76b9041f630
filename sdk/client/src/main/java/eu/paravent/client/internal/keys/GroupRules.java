package eu.paravent.client.internal.keys;

import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORItemList;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.Cbor;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.mls.AppDataDictionary;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The component of the group context that every member agrees on and checks changes against.
 * Deterministic CBOR inside the application data dictionary (mls-extensions draft). Immutable.
 *
 * @param charter empty in a group of version 1, where all staff may do the same
 */
public record GroupRules(List<InviteEntry> invites, Optional<Charter> charter) {
  /** Ours among the components for private use; others are carried. */
  private static final int COMPONENT = 0xF0A1;

  private static final int FIRST = 1, CHARTERED = 2, INVITES_MOST = 500;
  private static final Pattern INVITE_ID = Pattern.compile("[A-Za-z0-9_-]{22}");

  /** Guests of it join by themselves. */
  public static final String OPEN = "open";

  /** A member of staff lets guests of it in, one by one. */
  public static final String APPROVE = "approve";

  public GroupRules {
    invites = List.copyOf(invites);
  }

  /** Of version 1. */
  public GroupRules(List<InviteEntry> invites) {
    this(invites, Optional.empty());
  }

  /** Those of a group whose context says nothing: none. */
  public static GroupRules none() {
    return new GroupRules(List.of());
  }

  /** Those a new group begins with. */
  public static GroupRules of(Charter charter) {
    return new GroupRules(List.of(), Optional.of(charter));
  }

  /**
   * One invite.
   *
   * @param id as in the link
   * @param publicKey raw Ed25519: guest certificates are signed with its private half
   * @param expiresAt seconds since 1970
   * @param maxUses guests that may be inside at once by this invite; lowered when one is removed
   * @param mode {@link #OPEN} or {@link #APPROVE}; nobody comes in by another
   * @param inviter URI of the member of staff who made it
   * @param open false once it was revoked or used up; kept while guests of it are inside, so that
   *     later members can verify them
   */
  public record InviteEntry(
      String id,
      byte[] publicKey,
      long expiresAt,
      int maxUses,
      String mode,
      String inviter,
      boolean open) {
    /** The organisation that invites: its inviter's, and that of its guests. */
    public String organisation() {
      return new UserId(inviter).organisation();
    }

    public InviteEntry closed() {
      return new InviteEntry(id, publicKey, expiresAt, maxUses, mode, inviter, false);
    }

    /** One guest fewer may come; closed when that leaves none. */
    public InviteEntry lowered() {
      return new InviteEntry(
          id, publicKey, expiresAt, Math.max(1, maxUses - 1), mode, inviter, open && maxUses > 1);
    }
  }

  public Optional<InviteEntry> invite(String id) {
    return invites.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }

  public GroupRules with(InviteEntry entry) {
    List<InviteEntry> next = new ArrayList<>(invites);
    next.removeIf(other -> other.id().equals(entry.id()));
    next.add(entry);
    return new GroupRules(next, charter);
  }

  public GroupRules without(String id) {
    return new GroupRules(
        invites.stream().filter(entry -> !entry.id().equals(id)).toList(), charter);
  }

  public GroupRules with(Charter next) {
    return new GroupRules(invites, Optional.of(next));
  }

  /** Whether this is one of the group's archivists. */
  public boolean archivist(UserId user) {
    return charter.filter(c -> c.archivists().contains(user.uri())).isPresent();
  }

  /**
   * @throws CborException if the context holds rules that cannot be read: the group cannot be taken
   *     part in then
   */
  public static GroupRules of(Extensions context) throws CborException {
    Optional<byte[]> component = dictionary(context).component(COMPONENT);
    return component.isPresent() ? decode(component.get()) : none();
  }

  /** The context with these rules in place of what it had; everything else stays. */
  public Extensions in(Extensions context) throws CborException {
    return dictionary(context).with(COMPONENT, encode()).in(context);
  }

  private static AppDataDictionary dictionary(Extensions context) throws CborException {
    try {
      return AppDataDictionary.of(context);
    } catch (MlsException e) {
      throw new CborException(e.getMessage(), e);
    }
  }

  private static void staff(String inviter) throws CborException {
    try {
      if (!new UserId(inviter).guest()) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // refused below, like a guest
    }
    throw new CborException("the inviter of an invite is not a member of staff");
  }

  private byte[] encode() {
    List<CBORItem> entries = new ArrayList<>();
    for (InviteEntry e : invites) {
      entries.add(
          Cbor.array(
              Cbor.text(e.id),
              Cbor.bytes(e.publicKey),
              Cbor.number(e.expiresAt),
              Cbor.number(e.maxUses),
              Cbor.text(e.mode),
              Cbor.text(e.inviter),
              Cbor.bool(e.open)));
    }
    CBORItem listed = new CBORItemList(entries);
    return charter
        .map(c -> c.encode(Cbor.number(CHARTERED), listed))
        .orElseGet(() -> Cbor.array(Cbor.number(FIRST), listed))
        .encode();
  }

  private static GroupRules decode(byte[] encoded) throws CborException {
    List<? extends CBORItem> fields = Cbor.array(Cbor.decode(encoded), 2, "the group rules");
    long version = Cbor.number(fields.get(0), FIRST, CHARTERED, "version of the group rules");
    Optional<Charter> charter =
        version == FIRST ? Optional.empty() : Optional.of(Charter.read(fields));
    List<InviteEntry> invites = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (CBORItem item : Cbor.array(fields.get(1), 0, "invites")) {
      List<? extends CBORItem> f = Cbor.array(item, 7, "an invite");
      InviteEntry entry =
          new InviteEntry(
              Cbor.text(f.get(0), "invite id"),
              Cbor.bytes(f.get(1), "invite key"),
              Cbor.number(f.get(2), 0, Long.MAX_VALUE, "expiry"),
              (int) Cbor.number(f.get(3), 1, 100, "maximum uses"),
              Cbor.text(f.get(4), "mode"),
              Cbor.text(f.get(5), "inviter"),
              Cbor.bool(f.get(6), "open"));
      staff(entry.inviter);
      if (!ids.add(entry.id)
          || !INVITE_ID.matcher(entry.id).matches()
          || entry.publicKey.length != 32
          || ids.size() > INVITES_MOST) {
        throw new CborException("the invites of the group rules are not in order");
      }
      invites.add(entry);
    }
    return new GroupRules(invites, charter);
  }
}

package eu.paravent.client.internal.keys;

import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORItemList;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.Cbor;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Retention;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The part of the group rules that version 2 brought: who decides, who keeps records, and for how
 * long. Each list in the order of its texts, and each once, so that there is one spelling.
 *
 * @param owners URIs of staff, at least one; who left stays named
 * @param archivists URIs; each has a leaf in the group
 */
public record Charter(
    List<String> owners, List<String> archivists, ConversationClass kind, Retention retention) {
  private static final int FIELDS = 7, OWNERS_MOST = 100, ARCHIVISTS_MOST = 10;

  public Charter {
    owners = List.copyOf(new TreeSet<>(owners));
    archivists = List.copyOf(new TreeSet<>(archivists));
  }

  /** Of a group that this person begins. */
  public static Charter of(UserId owner, ConversationClass kind, Retention retention) {
    return new Charter(List.of(owner.uri()), List.of(), kind, retention);
  }

  public Charter owners(Collection<String> next) {
    return new Charter(List.copyOf(next), archivists, kind, retention);
  }

  public Charter archivists(Collection<String> next) {
    return new Charter(owners, List.copyOf(next), kind, retention);
  }

  public Charter keeping(ConversationClass nextKind, Retention next) {
    return new Charter(owners, archivists, nextKind, next);
  }

  public static List<String> with(List<String> people, String one) {
    List<String> next = new ArrayList<>(people);
    next.add(one);
    return next;
  }

  public static List<String> without(List<String> people, String one) {
    return people.stream().filter(other -> !other.equals(one)).toList();
  }

  CBORItem encode(CBORItem version, CBORItem invites) {
    return Cbor.array(
        version,
        invites,
        people(owners),
        people(archivists),
        Cbor.number(kind.ordinal()),
        Cbor.number(retention.minimumDays()),
        Cbor.number(retention.maximumDays()));
  }

  private static CBORItem people(List<String> uris) {
    return new CBORItemList(uris.stream().map(Cbor::text).toList());
  }

  static Charter read(List<? extends CBORItem> fields) throws CborException {
    if (fields.size() != FIELDS) {
      throw new CborException("the group rules are not " + FIELDS + " fields");
    }
    List<String> owners = staff(fields.get(2), 1, OWNERS_MOST, "owners");
    List<String> archivists = staff(fields.get(3), 0, ARCHIVISTS_MOST, "archivists");
    if (owners.stream().anyMatch(archivists::contains)) {
      throw new CborException("an archivist does not own the group");
    }
    ConversationClass[] kinds = ConversationClass.values();
    int kind = (int) Cbor.number(fields.get(4), 0, kinds.length - 1, "class");
    int least = (int) Cbor.number(fields.get(5), 0, Retention.MOST, "retention minimum");
    int most = (int) Cbor.number(fields.get(6), 0, Retention.MOST, "retention maximum");
    if (most != 0 && most < least) {
      throw new CborException("the retention maximum is below the minimum");
    }
    return new Charter(owners, archivists, kinds[kind], new Retention(least, most));
  }

  private static List<String> staff(CBORItem item, int least, int most, String what)
      throws CborException {
    List<String> uris = new ArrayList<>();
    for (CBORItem one : Cbor.array(item, least, what)) {
      String uri = Cbor.text(one, what);
      boolean next = uris.isEmpty() || uris.get(uris.size() - 1).compareTo(uri) < 0;
      if (!next || uris.size() == most || guest(uri)) {
        throw new CborException("the " + what + " of the group rules are not in order");
      }
      uris.add(uri);
    }
    return uris;
  }

  private static boolean guest(String uri) {
    try {
      return new UserId(uri).guest();
    } catch (IllegalArgumentException e) {
      return true;
    }
  }
}

package eu.paravent.client.internal.engine;

import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORItemList;
import eu.paravent.client.internal.cbor.Cbor;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.NestedPart;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import java.util.ArrayList;
import java.util.List;

/**
 * What devices of one person say to each other about what nobody else is to know, as a message of
 * the group. Its other members see that it was said, and for which devices.
 *
 * @param key for {@link Kind#KEY}, what the device wants to be sealed to; else empty
 * @param sealed for {@link Kind#STATE}, the same words for each device whose key is known
 */
record OwnDevicesPart(Kind kind, byte[] key, List<For> sealed) {
  static final String CONTENT_TYPE = "application/vnd.paravent.own-devices+cbor";

  private static final int VERSION = 1, FIELDS = 4, DEVICES_MOST = 64;
  private static final byte[] NONE = {};

  enum Kind {
    KEY,
    STATE
  }

  /** What only that device can open. */
  record For(String device, HistorySeal.Sealed words) {}

  static OwnDevicesPart key(byte[] publicKey) {
    return new OwnDevicesPart(Kind.KEY, publicKey, List.of());
  }

  static OwnDevicesPart state(List<For> sealed) {
    return new OwnDevicesPart(Kind.STATE, NONE, sealed.subList(0, most(sealed.size())));
  }

  private static int most(int size) {
    return Math.min(size, DEVICES_MOST);
  }

  NestedPart part() {
    List<CBORItem> items = new ArrayList<>();
    for (For one : sealed) {
      items.add(
          Cbor.array(
              Cbor.text(one.device()),
              Cbor.bytes(one.words().encapsulation()),
              Cbor.bytes(one.words().ciphertext())));
    }
    byte[] encoded =
        Cbor.array(
                Cbor.number(VERSION),
                Cbor.number(kind.ordinal()),
                Cbor.bytes(key),
                new CBORItemList(items))
            .encode();
    return new SinglePart(0, "", CONTENT_TYPE, encoded);
  }

  /**
   * @throws CborException if it is nothing that this version knows
   */
  static OwnDevicesPart read(byte[] encoded) throws CborException {
    List<? extends CBORItem> f =
        Cbor.array(Cbor.decode(encoded), FIELDS, "a message between own devices");
    Cbor.number(f.get(0), VERSION, VERSION, "version");
    Kind kind = Kind.values()[(int) Cbor.number(f.get(1), 0, Kind.values().length - 1, "kind")];
    List<For> sealed = new ArrayList<>();
    for (CBORItem item : Cbor.array(f.get(3), 0, "what is sealed")) {
      List<? extends CBORItem> one = Cbor.array(item, 3, "what is sealed for a device");
      if (sealed.size() == DEVICES_MOST) {
        throw new CborException("a message for more than " + DEVICES_MOST + " devices");
      }
      sealed.add(
          new For(
              Cbor.text(one.get(0), "device"),
              new HistorySeal.Sealed(
                  Cbor.bytes(one.get(1), "key"), Cbor.bytes(one.get(2), "sealed"))));
    }
    return new OwnDevicesPart(kind, Cbor.bytes(f.get(2), "key"), List.copyOf(sealed));
  }
}

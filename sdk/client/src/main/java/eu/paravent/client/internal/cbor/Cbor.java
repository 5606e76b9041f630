package eu.paravent.client.internal.cbor;

import com.authlete.cbor.CBORBoolean;
import com.authlete.cbor.CBORByteArray;
import com.authlete.cbor.CBORDecoder;
import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORItemList;
import com.authlete.cbor.CBORLong;
import com.authlete.cbor.CBORNull;
import com.authlete.cbor.CBORNumber;
import com.authlete.cbor.CBORString;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Typed access to CBOR items. */
public final class Cbor {
  private Cbor() {}

  /** Exactly one item. */
  public static CBORItem decode(byte[] bytes) throws CborException {
    WellFormed.check(bytes);
    try {
      CBORItem item = new CBORDecoder(bytes).next();
      if (item == null) {
        throw new CborException("no CBOR item");
      }
      // text that is not UTF-8, for one
      if (!Arrays.equals(item.encode(), bytes)) {
        throw new CborException("CBOR that is not in its one spelling");
      }
      return item;
    } catch (IOException | RuntimeException e) {
      throw new CborException("not CBOR: " + e.getClass().getSimpleName());
    }
  }

  public static CBORItemList array(CBORItem... items) {
    return new CBORItemList(List.of(items));
  }

  public static CBORItem bytes(byte[] value) {
    return new CBORByteArray(value);
  }

  public static CBORItem text(String value) {
    return new CBORString(value);
  }

  public static CBORItem number(long value) {
    return new CBORLong(value);
  }

  public static CBORItem bool(boolean value) {
    return value ? CBORBoolean.TRUE : CBORBoolean.FALSE;
  }

  public static boolean isNull(CBORItem item) {
    return item instanceof CBORNull;
  }

  /**
   * @param least the fewest elements; more are answered too
   */
  public static List<? extends CBORItem> array(CBORItem item, int least, String what)
      throws CborException {
    if (item instanceof CBORItemList list
        && list.getItems() != null
        && list.getItems().size() >= least) {
      return list.getItems();
    }
    if (least == 0 && item instanceof CBORItemList) {
      return List.of();
    }
    throw new CborException(what + " is not an array of at least " + least);
  }

  public static byte[] bytes(CBORItem item, String what) throws CborException {
    if (item instanceof CBORByteArray array) {
      return array.getValue();
    }
    throw new CborException(what + " is not a byte string");
  }

  public static String text(CBORItem item, String what) throws CborException {
    if (item instanceof CBORString string) {
      return string.getValue();
    }
    throw new CborException(what + " is not a text string");
  }

  public static long number(CBORItem item, long least, long most, String what)
      throws CborException {
    Object value = item instanceof CBORNumber<?> number ? number.getValue() : null;
    if (value instanceof Integer || value instanceof Long) {
      long whole = ((Number) value).longValue();
      if (whole >= least && whole <= most) {
        return whole;
      }
    }
    throw new CborException(what + " is not a whole number from " + least + " to " + most);
  }

  public static boolean bool(CBORItem item, String what) throws CborException {
    if (item instanceof CBORBoolean flag) {
      return flag.getValue();
    }
    throw new CborException(what + " is not a boolean");
  }
}

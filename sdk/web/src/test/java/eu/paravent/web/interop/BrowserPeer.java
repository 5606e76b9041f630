package eu.paravent.web.interop;

import com.microsoft.playwright.PlaywrightException;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** In the page. */
record BrowserPeer(String name, CorePage page) implements Peer {
  private static final Pattern VERDICT = Pattern.compile("MlsException ([A-Z_]+) ([^\\n]*)");

  static BrowserPeer fresh(String name, int suite, CorePage page) throws MlsException {
    BrowserPeer peer = new BrowserPeer(name, page);
    peer.call("fresh", name, suite);
    return peer;
  }

  static BrowserPeer restored(String name, byte[] state, CorePage page) throws MlsException {
    BrowserPeer peer = new BrowserPeer(name, page);
    peer.call("restored", (Object) state);
    return peer;
  }

  @Override
  public byte[] insecureState() throws MlsException {
    return bytes("insecureState");
  }

  @Override
  public byte[] keyPackage() throws MlsException {
    return bytes("keyPackage");
  }

  @Override
  public void create() throws MlsException {
    call("create");
  }

  @Override
  public void join(byte[] welcome) throws MlsException {
    call("join", (Object) welcome);
  }

  @Override
  public byte[] joinExternally(byte[] groupInfo) throws MlsException {
    return bytes("joinExternally", (Object) groupInfo);
  }

  @Override
  public byte[] add(byte[] keyPackage, boolean path) throws MlsException {
    return bytes("add", keyPackage, path);
  }

  @Override
  public byte[] remove(int leaf) throws MlsException {
    return bytes("remove", leaf);
  }

  @Override
  public byte[] update() throws MlsException {
    return bytes("update");
  }

  @Override
  public byte[] welcome() throws MlsException {
    return bytes("welcome");
  }

  @Override
  public void merge() throws MlsException {
    call("merge");
  }

  @Override
  public void discard() throws MlsException {
    call("discard");
  }

  @Override
  public byte[] proposeUpdate() throws MlsException {
    return bytes("proposeUpdate");
  }

  @Override
  public byte[] proposeRemove(int leaf) throws MlsException {
    return bytes("proposeRemove", leaf);
  }

  @Override
  public byte[] process(byte[] message) throws MlsException {
    return bytes("process", (Object) message);
  }

  @Override
  public byte[] encrypt(byte[] data) throws MlsException {
    return bytes("encrypt", (Object) data);
  }

  @Override
  public byte[] groupInfo() throws MlsException {
    return bytes("groupInfo");
  }

  @Override
  public byte[] export(String label, byte[] context, int length) throws MlsException {
    return bytes("export", label, context, length);
  }

  @Override
  public byte[] authenticator() throws MlsException {
    return bytes("authenticator");
  }

  @Override
  public int leaf() throws MlsException {
    return (int) number("leaf");
  }

  @Override
  public long epoch() throws MlsException {
    return number("epoch");
  }

  @Override
  public boolean active() throws MlsException {
    return Boolean.TRUE.equals(call("active"));
  }

  private long number(String method) throws MlsException {
    if (call(method) instanceof Number number) {
      return number.longValue();
    }
    throw new AssertionError(method + " in the browser answered no number");
  }

  private byte[] bytes(String method, Object... given) throws MlsException {
    if (call(method, given) instanceof Map<?, ?> map && map.get("bytes") instanceof String text) {
      return Base64.getDecoder().decode(text);
    }
    throw new AssertionError(method + " in the browser answered no bytes");
  }

  private @Nullable Object call(String method, Object... given) throws MlsException {
    List<Object> values =
        Arrays.stream(given)
            .map(
                value ->
                    value instanceof byte[] raw
                        ? Map.of("bytes", Base64.getEncoder().encodeToString(raw))
                        : value)
            .toList();
    try {
      return page.call(Map.of("member", name, "method", method, "given", values));
    } catch (PlaywrightException e) {
      Matcher verdict = VERDICT.matcher(e.getMessage());
      if (verdict.find()) {
        throw new MlsException(Reason.valueOf(verdict.group(1)), verdict.group(2), e);
      }
      throw e;
    }
  }

  @Override
  public String toString() {
    return name + " in the browser";
  }
}

package eu.paravent.server.requests.control;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The write that is being answered, and the name that its sender gave it. */
@RequestScoped
public class CurrentWrite {
  /** Who sends without a token: told apart by the address they write to. */
  private static final String ANYONE = "";

  private String sender = ANYONE;
  private @Nullable String target;
  private @Nullable IdempotencyKey key;

  /** It goes to this method and path, under this name. */
  public void isNow(String methodAndPath, IdempotencyKey named) {
    target = methodAndPath;
    key = named;
  }

  public void isOf(String deviceId) {
    sender = deviceId;
  }

  /** The filter has refused everything else. */
  public IdempotencyKey key() {
    if (key == null) {
      throw new IllegalStateException("A read, or a write that needs no key, has none");
    }
    return key;
  }

  public String target() {
    if (target == null) {
      throw new IllegalStateException("A read, or a write that needs no key, is not remembered");
    }
    return target;
  }

  /** Two senders may choose the same key. */
  public String sender() {
    return sender.equals(ANYONE) ? target() : sender;
  }
}

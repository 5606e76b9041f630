package eu.paravent.server.wakeups.control;

import java.util.Optional;

/**
 * A way to wake devices that are not connected: {@link Webhook}, and every CDI bean of this type
 * that an operator adds to the application, for a push service that wants more than an empty
 * request. It is told an endpoint and nothing else: neither device, nor group, nor content, so that
 * it cannot pass any of it on.
 */
public interface WakeUpChannel {
  /** What devices name it by; 1 to 32 characters. */
  String kind();

  /**
   * Why an endpoint cannot be used, as a sentence for the developer of the client; empty where it
   * can. Asked at the registration; must not go out to the network.
   */
  Optional<String> defect(String endpoint);

  /**
   * Wakes once. Called on a thread that may wait, but not for long: {@link #PATIENCE_SECONDS} in
   * all. The server itself takes care of pauses and of trying again. Must write no endpoint into a
   * log.
   */
  Outcome wake(String endpoint);

  /** After that a device counts as not woken. */
  int PATIENCE_SECONDS = 10;

  /** What came of it. */
  enum Outcome {
    WOKEN,
    /** Tried again later, and after longer and longer pauses. */
    FAILED,
    /** Nobody will ever be woken there: the registration is deleted. */
    GONE
  }
}

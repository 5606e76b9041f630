package eu.paravent.testkit.contract;

import eu.paravent.client.spi.Transport;
import java.time.InstantSource;

/**
 * What the contract has to know of the server it runs against.
 *
 * @param baseUrl the audience of assertions, without a slash at the end
 */
public record ServerUnderTest(
    String baseUrl, String registrationToken, InstantSource clock, TransportFactory transports) {
  /** Makes a way to the server; the contract closes it. */
  @FunctionalInterface
  public interface TransportFactory {
    Transport open();
  }
}

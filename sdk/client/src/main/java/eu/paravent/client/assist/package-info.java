/** Helpers for hosts, on top of the client's public interface. */
@org.jspecify.annotations.NullMarked
package eu.paravent.client.assist;

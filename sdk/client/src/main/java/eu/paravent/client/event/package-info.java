/** What happened, as a durable log that a host follows from where it stopped. */
@org.jspecify.annotations.NullMarked
package eu.paravent.client.event;

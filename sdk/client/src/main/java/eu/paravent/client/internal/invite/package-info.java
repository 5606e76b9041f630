/** What a guest link holds. */
@org.jspecify.annotations.NullMarked
package eu.paravent.client.internal.invite;

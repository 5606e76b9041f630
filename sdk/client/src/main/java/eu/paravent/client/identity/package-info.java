/** Who vouches for a device: the organisation's own authority. */
@org.jspecify.annotations.NullMarked
package eu.paravent.client.identity;

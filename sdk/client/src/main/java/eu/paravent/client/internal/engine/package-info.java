/** What the client does: groups, sending, receiving, joining. Beside keys the only user of MLS. */
@org.jspecify.annotations.NullMarked
package eu.paravent.client.internal.engine;

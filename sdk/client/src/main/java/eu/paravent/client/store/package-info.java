/**
 * Where a client keeps its keys and messages: sealed, in an embedded file or in the host's own
 * database.
 */
@org.jspecify.annotations.NullMarked
package eu.paravent.client.store;

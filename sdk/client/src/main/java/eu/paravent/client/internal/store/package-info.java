/** The sealed store: maps and logs over JDBC. */
@org.jspecify.annotations.NullMarked
package eu.paravent.client.internal.store;

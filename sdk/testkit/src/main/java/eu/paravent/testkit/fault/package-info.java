/**
 * What goes wrong on the way, and what a dishonest server may do: for tests that want to see it
 * noticed. {@link eu.paravent.testkit.fault.FaultyTransport} spoils one client's connection, {@link
 * eu.paravent.testkit.fault.Malice} turns the whole server.
 */
@NullMarked
package eu.paravent.testkit.fault;

import org.jspecify.annotations.NullMarked;

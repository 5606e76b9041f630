/** The server in memory, one class for each component of the protocol. Not API. */
@NullMarked
package eu.paravent.testkit.internal;

import org.jspecify.annotations.NullMarked;

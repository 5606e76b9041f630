/**
 * For hosts' own tests: a chat server in memory, a clock that stands still, and clients that need
 * no set-up. Not for production: nothing here is durable or hardened.
 */
@NullMarked
package eu.paravent.testkit;

import org.jspecify.annotations.NullMarked;

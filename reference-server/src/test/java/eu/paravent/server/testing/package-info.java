/** What system tests of this and other modules need to run a real server. No dependencies. */
@NullMarked
package eu.paravent.server.testing;

import org.jspecify.annotations.NullMarked;

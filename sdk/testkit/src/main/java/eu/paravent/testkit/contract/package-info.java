/** The contract between client and server as tests, to be run against any implementation of it. */
@NullMarked
package eu.paravent.testkit.contract;

import org.jspecify.annotations.NullMarked;

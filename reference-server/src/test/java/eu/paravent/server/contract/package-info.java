/** The contract between client and server, on WildFly with each database. */
@NullMarked
package eu.paravent.server.contract;

import org.jspecify.annotations.NullMarked;

/** Liveness and readiness for whoever runs the server. */
@NullMarked
package eu.paravent.server.health;

import org.jspecify.annotations.NullMarked;

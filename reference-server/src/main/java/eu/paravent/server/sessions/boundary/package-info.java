@NullMarked
package eu.paravent.server.sessions.boundary;

import org.jspecify.annotations.NullMarked;

@NullMarked
package eu.paravent.server.sessions.control;

import org.jspecify.annotations.NullMarked;

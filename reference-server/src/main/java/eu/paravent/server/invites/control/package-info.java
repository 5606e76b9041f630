@NullMarked
package eu.paravent.server.invites.control;

import org.jspecify.annotations.NullMarked;

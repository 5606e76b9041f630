@NullMarked
package eu.paravent.server.invites.boundary;

import org.jspecify.annotations.NullMarked;

@NullMarked
package eu.paravent.server.housekeeping.boundary;

import org.jspecify.annotations.NullMarked;

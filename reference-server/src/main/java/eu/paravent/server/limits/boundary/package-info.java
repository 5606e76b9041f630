@NullMarked
package eu.paravent.server.limits.boundary;

import org.jspecify.annotations.NullMarked;

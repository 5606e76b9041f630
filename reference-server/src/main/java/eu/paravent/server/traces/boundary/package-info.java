@NullMarked
package eu.paravent.server.traces.boundary;

import org.jspecify.annotations.NullMarked;

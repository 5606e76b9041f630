@NullMarked
package eu.paravent.server.traces.control;

import org.jspecify.annotations.NullMarked;

@NullMarked
package eu.paravent.server.metrics.control;

import org.jspecify.annotations.NullMarked;

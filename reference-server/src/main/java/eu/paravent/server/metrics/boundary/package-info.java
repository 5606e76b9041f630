@NullMarked
package eu.paravent.server.metrics.boundary;

import org.jspecify.annotations.NullMarked;

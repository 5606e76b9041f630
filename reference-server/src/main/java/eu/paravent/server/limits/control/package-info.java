@NullMarked
package eu.paravent.server.limits.control;

import org.jspecify.annotations.NullMarked;

@NullMarked
package eu.paravent.server.wakeups.boundary;

import org.jspecify.annotations.NullMarked;

@NullMarked
package eu.paravent.server.wakeups.control;

import org.jspecify.annotations.NullMarked;

@NullMarked
package eu.paravent.server.wakeups;

import org.jspecify.annotations.NullMarked;

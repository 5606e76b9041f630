@NullMarked
package eu.paravent.server.wakeups.entity;

import org.jspecify.annotations.NullMarked;

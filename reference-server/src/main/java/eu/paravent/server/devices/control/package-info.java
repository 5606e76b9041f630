@NullMarked
package eu.paravent.server.devices.control;

import org.jspecify.annotations.NullMarked;

@NullMarked
package eu.paravent.server.devices.boundary;

import org.jspecify.annotations.NullMarked;

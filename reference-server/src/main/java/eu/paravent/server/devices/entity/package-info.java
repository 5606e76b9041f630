@NullMarked
package eu.paravent.server.devices.entity;

import org.jspecify.annotations.NullMarked;

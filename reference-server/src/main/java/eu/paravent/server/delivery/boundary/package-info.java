@NullMarked
package eu.paravent.server.delivery.boundary;

import org.jspecify.annotations.NullMarked;

@NullMarked
package eu.paravent.server.delivery.control;

import org.jspecify.annotations.NullMarked;

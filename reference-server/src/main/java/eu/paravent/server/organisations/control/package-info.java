@NullMarked
package eu.paravent.server.organisations.control;

import org.jspecify.annotations.NullMarked;

@NullMarked
package eu.paravent.server.organisations.boundary;

import org.jspecify.annotations.NullMarked;

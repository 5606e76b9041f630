@NullMarked
package eu.paravent.server.requests.boundary;

import org.jspecify.annotations.NullMarked;

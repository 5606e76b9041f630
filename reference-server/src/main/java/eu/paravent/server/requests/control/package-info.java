@NullMarked
package eu.paravent.server.requests.control;

import org.jspecify.annotations.NullMarked;

@NullMarked
package eu.paravent.server.notices.boundary;

import org.jspecify.annotations.NullMarked;

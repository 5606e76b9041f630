@NullMarked
package eu.paravent.server.audit.boundary;

import org.jspecify.annotations.NullMarked;

@NullMarked
package eu.paravent.server.audit.control;

import org.jspecify.annotations.NullMarked;

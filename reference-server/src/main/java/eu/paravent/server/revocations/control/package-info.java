@NullMarked
package eu.paravent.server.revocations.control;

import org.jspecify.annotations.NullMarked;

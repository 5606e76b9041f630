@NullMarked
package eu.paravent.server.json.boundary;

import org.jspecify.annotations.NullMarked;

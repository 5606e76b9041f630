@NullMarked
package eu.paravent.server.attachments.boundary;

import org.jspecify.annotations.NullMarked;

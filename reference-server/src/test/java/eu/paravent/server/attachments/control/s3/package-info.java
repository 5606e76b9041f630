@NullMarked
package eu.paravent.server.attachments.control.s3;

import org.jspecify.annotations.NullMarked;

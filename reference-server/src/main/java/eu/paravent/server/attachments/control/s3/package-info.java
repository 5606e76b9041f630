/** Blobs in a store that speaks the interface of Amazon S3. */
@NullMarked
package eu.paravent.server.attachments.control.s3;

import org.jspecify.annotations.NullMarked;

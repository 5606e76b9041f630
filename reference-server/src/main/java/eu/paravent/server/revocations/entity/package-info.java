@NullMarked
package eu.paravent.server.revocations.entity;

import org.jspecify.annotations.NullMarked;

@NullMarked
package eu.paravent.server.delivery.entity;

import org.jspecify.annotations.NullMarked;

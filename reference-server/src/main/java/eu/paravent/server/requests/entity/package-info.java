@NullMarked
package eu.paravent.server.requests.entity;

import org.jspecify.annotations.NullMarked;

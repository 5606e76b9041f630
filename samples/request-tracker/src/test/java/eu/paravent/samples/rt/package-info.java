@org.jspecify.annotations.NullMarked
package eu.paravent.samples.rt;

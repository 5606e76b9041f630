@org.jspecify.annotations.NullMarked
package eu.paravent.samples.cli;

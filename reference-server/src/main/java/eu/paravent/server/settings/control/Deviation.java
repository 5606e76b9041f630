package eu.paravent.server.settings.control;

/** A setting that is written otherwise than the chosen profile has it. */
public record Deviation(Setting setting, String expected, String actual) {}

package eu.paravent.protocol.devices;

import java.util.List;

public record DeviceList(List<Device> devices) {}

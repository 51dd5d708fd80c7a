using Farol.Devices.Vrp.Chassis;

namespace Farol.Monitor.SystemMetrics;

/// <summary>What the router said of itself; null for what it does not know or what could not be read.</summary>
internal sealed record SystemReading(
    SystemVersion? Version, CpuUsage? Cpu, MemoryUsage? Memory, Health? Health, DeviceStatus? Device, Temperature? Temperature, Power? Power, Fans? Fans,
    SerialNumbers? Serials)
{
    public bool IsEmpty => this is { Version: null, Cpu: null, Memory: null, Health: null, Device: null, Temperature: null, Power: null, Fans: null, Serials: null };
}

using Farol.Devices.Vrp.Interfaces;

namespace Farol.Monitor.Interfaces;

/// <summary>What the tables of interfaces said; all but the first may be missing.</summary>
internal sealed record InterfacesReading(InterfaceBrief Brief, InterfaceDescriptions? Descriptions, IpInterfaceBrief? Addresses, OpticalModules? Optics);

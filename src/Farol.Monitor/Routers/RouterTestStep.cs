using Farol.Devices;

namespace Farol.Monitor.Routers;

/// <summary>One step of testing a router.</summary>
/// <param name="Name">"connect", "version" or "online_total".</param>
/// <param name="Detail">What was found, or what failed and what to do.</param>
/// <param name="Fault">The kind of failure; null where none was, or where the router answered what cannot be read.</param>
public sealed record RouterTestStep(string Name, bool Ok, double Seconds, string Detail, DeviceFault? Fault);

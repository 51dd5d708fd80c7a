namespace Farol.Devices.Vrp.Chassis;

/// <summary>One core of a board in "display health verbose".</summary>
/// <param name="Name">"cpu0".</param>
/// <param name="Cpu">Use in percent.</param>
public sealed record CoreHealth(string Name, double? Cpu);

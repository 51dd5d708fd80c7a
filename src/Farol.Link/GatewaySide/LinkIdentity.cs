namespace Farol.Link.GatewaySide;

/// <summary>How a gateway presents itself.</summary>
/// <param name="Name">For people and for metering.</param>
/// <param name="StartId">Different at every start of the process.</param>
/// <param name="ProgramVersion">The program's version.</param>
public sealed record LinkIdentity(string Name, string StartId, string ProgramVersion);

namespace Farol.Devices.Vrp.Chassis;

/// <summary>A serial number and whose it is.</summary>
/// <param name="Board">"master", "slave", "slot 9"; null when the text does not say.</param>
/// <param name="Esn">Electronic serial number.</param>
public sealed record BoardSerial(string? Board, string Esn);

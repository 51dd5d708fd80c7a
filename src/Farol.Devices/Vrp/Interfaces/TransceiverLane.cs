namespace Farol.Devices.Vrp.Interfaces;

/// <summary>The light of one lane of a module that has several, such as one of 100G.</summary>
/// <param name="Lane">From 0, as the router counts.</param>
/// <param name="RxPowerDbm">Received.</param>
/// <param name="TxPowerDbm">Sent.</param>
public sealed record TransceiverLane(int Lane, double? RxPowerDbm, double? TxPowerDbm);

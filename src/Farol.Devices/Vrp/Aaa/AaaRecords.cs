namespace Farol.Devices.Vrp.Aaa;

/// <summary>Entries in the router's order (latest first), and how many it keeps and printed, which only the brief form says.</summary>
public sealed record AaaRecords(IReadOnlyList<AaaRecord> Records, int? Total, int? Printed);

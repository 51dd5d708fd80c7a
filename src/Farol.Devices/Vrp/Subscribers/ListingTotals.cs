namespace Farol.Devices.Vrp.Subscribers;

/// <summary>The counters under a listing of subscribers; null where the output was filtered or the version prints none.</summary>
public sealed record ListingTotals(int? Total, int? Normal, int? RuiLocal, int? RuiRemote);

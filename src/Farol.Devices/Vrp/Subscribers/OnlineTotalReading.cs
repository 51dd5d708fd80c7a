namespace Farol.Devices.Vrp.Subscribers;

/// <summary>The number of subscribers online and where it comes from; <see cref="OnlineTotals.Total"/> is never null here.</summary>
public sealed record OnlineTotalReading(OnlineTotals Totals, string Command, bool CountsWholeRouter);

namespace Farol.Devices.Vrp;

/// <summary>How many lines a filter chain ended by "| count" let through. Source: capture, NE8000 ("Total lines: 184.").</summary>
public sealed record LineCount(long TotalLines);

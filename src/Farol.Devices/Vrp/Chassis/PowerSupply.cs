namespace Farol.Devices.Vrp.Chassis;

/// <summary>A power supply in "display power".</summary>
/// <param name="Slot">Its number; null where the text masks it.</param>
/// <param name="Present">Whether it is there.</param>
/// <param name="Mode">"DC" or "AC".</param>
/// <param name="State">"Normal", "Abnormal", "Supply".</param>
/// <param name="InputWatts">Power drawn; null where the column is missing.</param>
/// <param name="Count">Modules as printed: "Abnormal(0)/Normal(2)", "1".</param>
public sealed record PowerSupply(string? Slot, bool? Present, string? Mode, string? State, double? InputWatts, string? Count)
{
    /// <summary>"PWR1", where a slot has several supplies.</summary>
    public string? Module { get; init; }

    /// <summary>What the supply can give, where the table has that column.</summary>
    public double? CapacityWatts { get; init; }
}

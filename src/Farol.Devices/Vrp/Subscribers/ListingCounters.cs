using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Subscribers;

/// <summary>The counters under a listing, as they are met.</summary>
internal struct ListingCounters
{
    public int? Total { get; private set; }

    public int? Normal { get; private set; }

    public int? RuiLocal { get; private set; }

    public int? RuiRemote { get; private set; }

    /// <summary>"Normal users : 2", or "Total: 1, printed: 1" or "Total 1,1 printed" of one-line tables.</summary>
    public bool TryTake(ReadOnlySpan<char> line)
    {
        if (line.Begins("Total ") && line.EndsWith("printed", StringComparison.OrdinalIgnoreCase) && Number.LeadingInteger(line["Total ".Length..]) is { } total)
        {
            Total = (int)Math.Clamp(total, 0, int.MaxValue);
            return true;
        }

        if (!KeyValue.TrySplit(line, out var key, out var value) || Number.LeadingInteger(value) is not { } count)
        {
            return false;
        }

        var users = (int)Math.Clamp(count, 0, int.MaxValue);
        switch (key)
        {
            case var _ when key.IsKey("Total users") || key.IsKey("Total"):
                Total = users;
                return true;
            case var _ when key.IsKey("Normal users"):
                Normal = users;
                return true;
            case var _ when key.IsKey("RUI Local users"):
                RuiLocal = users;
                return true;
            case var _ when key.IsKey("RUI Remote users"):
                RuiRemote = users;
                return true;
            default:
                return key.Has("user");
        }
    }
}

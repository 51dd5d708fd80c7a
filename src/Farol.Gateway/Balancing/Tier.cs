namespace Farol.Gateway.Balancing;

/// <summary>Backends of one priority: who of them may be used now, and how much of the pool's load the tier takes.</summary>
internal sealed class Tier(int priority, int[] all)
{
    private readonly int[] _members = new int[all.Length];
    private readonly double[] _cumulative = new double[all.Length];
    private readonly bool[] _has = new bool[all.Length == 0 ? 0 : all.Max() + 1];

    public int Priority => priority;

    /// <summary>Candidates of this priority, usable or not.</summary>
    public ReadOnlySpan<int> All => all;

    /// <summary>Those that may be used.</summary>
    public ReadOnlySpan<int> Members => _members.AsSpan(0, Count);

    public int Count { get; private set; }

    public double TotalWeight => Count == 0 ? 0 : _cumulative[Count - 1];

    /// <summary>Healthy share of the tier's weight, draining backends left out; 0 to 1.</summary>
    public double HealthyShare { get; set; }

    /// <summary>Share of the pool's load.</summary>
    public double Load { get; set; }

    public bool IsPanicking { get; set; }

    /// <summary>Where rotation goes on.</summary>
    public int Cursor { get; set; }

    /// <summary>Whether a candidate is a member.</summary>
    public bool Has(int candidate) => candidate < _has.Length && _has[candidate];

    public void Clear()
    {
        Count = 0;
        Array.Clear(_has);
    }

    public void Add(int candidate, double weight)
    {
        _cumulative[Count] = TotalWeight + weight;
        _members[Count++] = candidate;
        _has[candidate] = true;
    }

    /// <summary>A member by weight, for a number from 0 to 1.</summary>
    public int Sample(double at)
    {
        var wanted = at * TotalWeight;
        var low = 0;
        var high = Count - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_cumulative[middle] > wanted)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return _members[low];
    }
}

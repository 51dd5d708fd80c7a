using Farol.Gateway.Http1;

namespace Farol.Gateway.Metering;

/// <summary>Requests by method and status of one series. One writer; anybody reads. Few pairs occur, so they are looked for in order.</summary>
internal sealed class StatusCounts
{
    /// <summary>Pairs of method and status; further ones are counted by class alone.</summary>
    public const int MaxPairs = 32;

    /// <summary>1xx to 5xx, and whatever else a backend makes up.</summary>
    public const int Classes = 6;

    private const int MethodShift = 16;
    private readonly long[] _classes = new long[Classes];
    private readonly int[] _pairs = new int[MaxPairs];
    private readonly long[] _counts = new long[MaxPairs];
    private int _used;

    public void Record(Method method, int status)
    {
        ref var ofClass = ref _classes[ClassOf(status)];
        Volatile.Write(ref ofClass, ofClass + 1);
        var pair = ((int)method << MethodShift) | status;
        var at = _pairs.AsSpan(0, _used).IndexOf(pair);
        if (at < 0)
        {
            if (_used == MaxPairs)
            {
                return;
            }

            at = _used;
            _pairs[at] = pair;
            Volatile.Write(ref _used, at + 1);
        }

        Volatile.Write(ref _counts[at], _counts[at] + 1);
    }

    /// <summary>Adds the classes to <paramref name="classes"/> and the pairs to <paramref name="pairs"/>.</summary>
    public void AddTo(Span<long> classes, Dictionary<(Method Method, int Status), long> pairs)
    {
        for (var i = 0; i < Classes; i++)
        {
            classes[i] += Volatile.Read(ref _classes[i]);
        }

        var used = Volatile.Read(ref _used);
        for (var i = 0; i < used; i++)
        {
            var key = ((Method)(_pairs[i] >> MethodShift), _pairs[i] & ((1 << MethodShift) - 1));
            pairs[key] = pairs.GetValueOrDefault(key) + Volatile.Read(ref _counts[i]);
        }
    }

    /// <summary>0 for 1xx … 4 for 5xx; 5: none of them.</summary>
    public static int ClassOf(int status) => status is >= 100 and < 600 ? (status / 100) - 1 : Classes - 1;
}

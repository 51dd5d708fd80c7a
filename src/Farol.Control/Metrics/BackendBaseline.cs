using Farol.Link.Protocol;

namespace Farol.Control.Metrics;

/// <summary>One backend as one gateway sees it: its last counters, and what passed in the last minute.</summary>
internal sealed class BackendBaseline
{
    private const int SecondsPerSlot = 5;
    private const int Slots = 13;
    private readonly long[] _slot = new long[Slots];
    private readonly long[] _requests = new long[Slots];
    private readonly long[] _failures = new long[Slots];

    public BackendCounters? Last { get; private set; }

    public void Take(BackendCounters counters, long second)
    {
        var requests = counters.RequestsTotal - (Last?.RequestsTotal ?? counters.RequestsTotal);
        var failures = counters.FailuresTotal - (Last?.FailuresTotal ?? counters.FailuresTotal);
        Last = counters;
        if (requests <= 0 || failures < 0)
        {
            return;
        }

        var number = second / SecondsPerSlot;
        var place = (int)(number % Slots);
        if (_slot[place] != number)
        {
            (_slot[place], _requests[place], _failures[place]) = (number, 0, 0);
        }

        _requests[place] += requests;
        _failures[place] += failures;
    }

    public (long Requests, long Failures) LastMinute(long second)
    {
        var last = second / SecondsPerSlot;
        var (requests, failures) = (0L, 0L);
        for (var place = 0; place < Slots; place++)
        {
            if (_slot[place] > last - Slots)
            {
                (requests, failures) = (requests + _requests[place], failures + _failures[place]);
            }
        }

        return (requests, failures);
    }
}

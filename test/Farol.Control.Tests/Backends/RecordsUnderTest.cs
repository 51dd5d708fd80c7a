using System.Collections.Concurrent;
using Farol.Control.Hosts;

namespace Farol.Control.Tests.Backends;

/// <summary>A DNS that the test writes.</summary>
internal sealed class RecordsUnderTest : ITextRecords
{
    private readonly ConcurrentDictionary<string, string[]> _records = new(StringComparer.OrdinalIgnoreCase);

    private int _looks;

    /// <summary>No server answers.</summary>
    public bool IsAway { get; set; }

    /// <summary>How often it was asked.</summary>
    public int Looks => Volatile.Read(ref _looks);

    public void Publish(string name, params string[] values) => _records[name] = values;

    public void Remove(string name) => _records.TryRemove(name, out _);

    public Task<TextAnswer> FindAsync(string name, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _looks);
        return Task.FromResult(Answer(name));
    }

    private TextAnswer Answer(string name) =>
        IsAway ? new TextAnswer([], true, "no DNS server answers")
        : _records.TryGetValue(name, out var found) ? new TextAnswer(found, false, "none of its TXT records is the one that was asked for")
        : new TextAnswer([], false, $"there is no TXT record {name}");
}

namespace Farol.Access.Tests.Problems;

/// <summary>A body with every kind of field.</summary>
internal sealed class Thing
{
    public required string Name { get; init; }

    public int Count { get; init; }

    public long? Size { get; init; }

    public DateTimeOffset? At { get; init; }

    public ThingPart? Check { get; init; }

    public IReadOnlyList<ThingPart>? Parts { get; init; }

    public Dictionary<string, string>? Labels { get; init; }
}

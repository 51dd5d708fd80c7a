namespace Farol.Access.Tests.Problems;

internal sealed class ThingPart
{
    public string? Interval { get; init; }
}

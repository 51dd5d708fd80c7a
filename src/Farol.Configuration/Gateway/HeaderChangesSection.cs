namespace Farol.Configuration.Gateway;

/// <summary>Headers changed on the way.</summary>
public sealed record HeaderChangesSection
{
    public static readonly HeaderChangesSection None = new();

    /// <summary>Replaces what is there.</summary>
    public ValueList<HeaderValueSection> Set { get; init; } = [];

    /// <summary>Is added beside what is there.</summary>
    public ValueList<HeaderValueSection> Add { get; init; } = [];

    public ValueList<string> Remove { get; init; } = [];
}

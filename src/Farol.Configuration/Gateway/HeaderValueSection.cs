namespace Farol.Configuration.Gateway;

/// <summary>A header and its value.</summary>
public sealed record HeaderValueSection
{
    public string Name { get; init; } = "";

    public string Value { get; init; } = "";

    /// <summary>Without the value: it may be a credential.</summary>
    public override string ToString() => $"header {Name}";
}

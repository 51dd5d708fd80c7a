namespace Farol.Configuration.Gateway;

/// <summary>A header that a request must have.</summary>
public sealed record HeaderMatchSection
{
    public string Name { get; init; } = "";

    /// <summary>Exactly this value; null: any, it need only be there.</summary>
    public string? Value { get; init; }

    /// <summary>Without the value: it may be a credential.</summary>
    public override string ToString() => $"header {Name}";
}

namespace Farol.Control.Joining;

/// <summary>What a verb on this machine asks of the running control plane: one line of JSON over its socket.</summary>
public sealed record DeskQuestion
{
    /// <summary><c>token</c>, <c>list</c> or <c>revoke</c>.</summary>
    public string Do { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>How long a token is good; null: an hour.</summary>
    public double? Seconds { get; init; }
}

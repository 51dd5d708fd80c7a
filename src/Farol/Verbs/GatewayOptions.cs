namespace Farol.Verbs;

/// <summary>The command line of <c>farol gateway</c>.</summary>
internal sealed record GatewayOptions(string? Config, string? Link, string? Metrics, string Data, int PortOffset)
{
    /// <summary>A join token, or <c>@FILE</c> with one; needed once, with a control plane on another machine.</summary>
    public string? Join { get; init; }
}

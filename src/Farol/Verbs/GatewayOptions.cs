namespace Farol.Verbs;

/// <summary>The command line of <c>farol gateway</c>.</summary>
internal sealed record GatewayOptions(string? Config, string? Link, string? Metrics, string Data, int PortOffset);

using Farol.Configuration.Gateway;
using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Forwarding;

/// <summary>What the gateway adds to and takes from a request on its way to a backend.</summary>
internal readonly ref struct RequestChanges
{
    public required Route Route { get; init; }

    public required ForwardedHeadersSection Settings { get; init; }

    /// <summary>The connection comes from a trusted proxy: its forwarded fields are believed.</summary>
    public bool TrustsClient { get; init; }

    /// <summary>The whole value of X-Forwarded-For.</summary>
    public ReadOnlySpan<byte> ForwardedFor { get; init; }

    /// <summary>Host and port of the backend, for requests without a Host.</summary>
    public ReadOnlySpan<byte> BackendAuthority { get; init; }

    /// <summary>Empty: none is sent.</summary>
    public ReadOnlySpan<byte> RequestId { get; init; }
}

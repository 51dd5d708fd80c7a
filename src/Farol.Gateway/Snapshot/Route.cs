using Farol.Configuration.Gateway;
using Farol.Gateway.Compression;
using Farol.Gateway.Routing;

namespace Farol.Gateway.Snapshot;

/// <summary>A route of one snapshot, with everything that a request needs ready as bytes and numbers.</summary>
internal sealed class Route
{
    public required MeterKey Key { get; init; }

    public string Name => Key.Name;

    public int Index => Key.Index;

    public required RouteSection Settings { get; init; }

    /// <summary>Null: it redirects.</summary>
    public Pool? Pool { get; init; }

    public RedirectTemplate? Redirect { get; init; }

    public Tenant? Tenant { get; init; }

    /// <summary>Bytes of the prefix that is stripped; 0: the path is forwarded as it is.</summary>
    public int StripLength { get; init; }

    /// <summary>Bytes to take off the beginning of a path as it came. What is left begins with "/", or needs one in front.</summary>
    public int StripFrom(ReadOnlySpan<byte> path) => StripLength == 0 ? 0 : PathRules.RawLength(path, StripLength);

    public required HeaderChanges RequestHeaders { get; init; }

    public required HeaderChanges ResponseHeaders { get; init; }

    /// <summary>Null: bodies pass as they are.</summary>
    public CompressionRules? Compression { get; init; }

    /// <summary>The route's own first, then the gateway's.</summary>
    public ErrorPage[] ErrorPages { get; init; } = [];

    /// <summary><see cref="long.MaxValue"/>: no bound.</summary>
    public long MaxBodyBytes { get; init; }

    /// <summary>0: no bound, as with the others here.</summary>
    public int FirstByteMilliseconds { get; init; }

    public int IdleMilliseconds { get; init; }

    public int UpgradedIdleMilliseconds { get; init; }

    public int WholeMilliseconds { get; init; }

    /// <summary>The page for an answer that the gateway gives itself; null: its own short text.</summary>
    public ErrorPage? PageFor(int status) => ErrorPage.Find(ErrorPages, status);

    public override string ToString() => Name;
}

using Farol.Live;

namespace Farol.Control.LiveFeed;

/// <summary>One channel of one tenant that somebody has open, or had a moment ago. All but the view is used under the feed's lock.</summary>
internal sealed class OpenChannel(LiveView view, IChannelSource source, string tenantId)
{
    public LiveView View { get; } = view;

    public IChannelSource Source { get; } = source;

    public string TenantId { get; } = tenantId;

    /// <summary>Connections that hold it.</summary>
    public int Holders { get; set; }

    /// <summary>Since when nobody holds it.</summary>
    public long IdleSince { get; set; }

    /// <summary>When the state went out last.</summary>
    public long SentAt { get; set; }

    public string? SentKey { get; set; }
}

using System.Text.Json;
using Farol.Access.Accounts;
using Farol.Live;

namespace Farol.Control.LiveFeed;

/// <summary>
/// The views of the channels that are open: one a channel and tenant, opened for the first connection, and closed when nobody has held it for a while,
/// so that a client which lost its connection finds what it has missed.
/// </summary>
/// <param name="sources">Asked for at first use: what tells the channels something may itself publish.</param>
internal sealed class ControlFeed(LiveHub hub, Func<IEnumerable<IChannelSource>> sources, TimeProvider time) : IControlFeed
{
    /// <summary>A client comes back within seconds, a browser tab after a minute.</summary>
    internal static readonly TimeSpan KeepIdle = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Channel, string Tenant), OpenChannel> _open = [];
    private readonly Lazy<Dictionary<string, IChannelSource>> _sources = new(() => sources().GroupBy(s => s.Channel).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal));
    private long _published;

    /// <summary>Frames that were made for open views since the start.</summary>
    public long Published => Interlocked.Read(ref _published);

    public int OpenViews
    {
        get
        {
            lock (_gate)
            {
                return _open.Count;
            }
        }
    }

    /// <summary>Clients by channel, every channel named.</summary>
    public IReadOnlyDictionary<string, int> Clients()
    {
        lock (_gate)
        {
            return FeedChannels.All.ToDictionary(c => c, c => _open.Values.Where(o => o.Source.Channel == c).Sum(o => o.View.ClientCount), StringComparer.Ordinal);
        }
    }

    public bool IsKnown(string channel) => _sources.Value.ContainsKey(channel);

    /// <summary>The view of a channel for a tenant, kept open until <see cref="Release"/>.</summary>
    /// <exception cref="InvalidOperationException">Too many views are open (<see cref="LiveOptions.MaxViews"/>).</exception>
    public OpenChannel Hold(string channel, string tenantId)
    {
        var source = _sources.Value[channel];
        var tenant = source.IsPerTenant ? tenantId : FeedTenants.Everybody;
        lock (_gate)
        {
            if (!_open.TryGetValue((channel, tenant), out var open))
            {
                var view = hub.OpenView(new LiveViewKey(channel, tenant), source.Topics);
                open = new OpenChannel(view, source, tenant);
                _open.Add((channel, tenant), open);
                Send(open, whole: true);
            }

            open.Holders++;
            return open;
        }
    }

    public void Release(OpenChannel open)
    {
        lock (_gate)
        {
            open.Holders--;
            open.IdleSince = time.GetTimestamp();
        }
    }

    public bool IsOpen(string channel, string? tenantId)
    {
        lock (_gate)
        {
            return Audience(channel, tenantId).Any();
        }
    }

    public void Publish<T>(string channel, string? tenantId, string topic, T body)
    {
        lock (_gate)
        {
            byte[]? json = null;
            foreach (var open in Audience(channel, tenantId))
            {
                json ??= JsonSerializer.SerializeToUtf8Bytes(body, ControlJson.Options);
                open.View.PublishChangeJson(topic, json, open.Source.StateTopic, () => Whole(open));
                _published++;
            }
        }
    }

    public void Refresh(string channel, string? tenantId)
    {
        lock (_gate)
        {
            foreach (var open in Audience(channel, tenantId))
            {
                Send(open, whole: false);
            }
        }
    }

    /// <summary>Sends what is due, and closes what nobody has held for a while. Once a second.</summary>
    public void Turn()
    {
        lock (_gate)
        {
            if (_open.Count == 0)
            {
                return;
            }

            var now = time.GetTimestamp();
            foreach (var open in _open.Values.ToList())
            {
                if (open.Holders == 0 && time.GetElapsedTime(open.IdleSince, now) >= KeepIdle)
                {
                    _open.Remove((open.Source.Channel, open.TenantId));
                    hub.CloseView(open.View.Key, "nobody listened");
                }
                else if (IsDue(open, now))
                {
                    Send(open, whole: false);
                }
            }
        }
    }

    private IEnumerable<OpenChannel> Audience(string channel, string? tenantId)
    {
        if (_open.Count == 0)
        {
            yield break;
        }

        if (!_sources.Value[channel].IsPerTenant)
        {
            if (_open.TryGetValue((channel, FeedTenants.Everybody), out var everybody))
            {
                yield return everybody;
            }

            yield break;
        }

        if (_open.TryGetValue((channel, tenantId ?? PlatformTenant.Id), out var own))
        {
            yield return own;
        }

        if (_open.TryGetValue((channel, FeedTenants.All), out var all))
        {
            yield return all;
        }
    }

    private bool IsDue(OpenChannel open, long now)
    {
        var waited = time.GetElapsedTime(open.SentAt, now);
        return (open.Source.Cadence is { } cadence && waited >= cadence - _slack) || open.Source.Key(open.TenantId) != open.SentKey;
    }

    /// <summary>A turn comes a little early or late; a frame is rather early.</summary>
    private static readonly TimeSpan _slack = TimeSpan.FromMilliseconds(200);

    private void Send(OpenChannel open, bool whole)
    {
        open.SentAt = time.GetTimestamp();
        open.SentKey = open.Source.Key(open.TenantId);
        _published++;
        if (!whole && open.Source.ReadTurn(open.TenantId) is { } turn)
        {
            open.View.PublishChangeJson(turn.Topic, JsonSerializer.SerializeToUtf8Bytes(turn.Body, ControlJson.Options), open.Source.StateTopic, () => Whole(open));
        }
        else if (whole)
        {
            open.View.PublishJson(open.Source.StateTopic, Whole(open));
        }
        else
        {
            open.View.PublishLatest(open.Source.StateTopic, () => Whole(open));
        }
    }

    private static byte[] Whole(OpenChannel open) => JsonSerializer.SerializeToUtf8Bytes(open.Source.Read(open.TenantId), ControlJson.Options);
}

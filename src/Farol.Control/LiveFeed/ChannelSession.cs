using Farol.Access.Roles;
using Farol.Live;

namespace Farol.Control.LiveFeed;

/// <summary>What one connection has subscribed to, and what its messages do. Messages come one at a time.</summary>
internal sealed class ChannelSession(ControlFeed feed, GuestSubscriptions guests, Caller caller, string tenantId, OpenChannel first)
{
    private readonly List<OpenChannel> _held = [first];

    public ValueTask TakeAsync(LiveClient client, LiveMessage message, CancellationToken cancellationToken)
    {
        if (!guests.TryTake(client, message))
        {
            Take(client, message);
        }

        return ValueTask.CompletedTask;
    }

    public void ReleaseAll()
    {
        _held.ForEach(feed.Release);
        _held.Clear();
    }

    internal static void Refuse(LiveClient client, string error) => client.Send("error", new { error, data = new { error } });

    private void Take(LiveClient client, LiveMessage message)
    {
        switch (message.Type)
        {
            case "subscribe":
                Subscribe(client, message);
                break;
            case "unsubscribe":
                ForEach(client, message, "unsubscribed", open => Leave(client, open));
                break;
            case "pause":
                ForEach(client, message, "paused", open => client.Pause(open.View));
                break;
            case "resume":
                ForEach(client, message, "resumed", open => client.Resume(open.View));
                break;
            default:
                Refuse(client, $"unknown message \"{message.Type}\"; known are subscribe, unsubscribe, pause, resume and ping");
                break;
        }
    }

    private void Subscribe(LiveClient client, LiveMessage message)
    {
        var tenant = message.Text("tenant") ?? tenantId;
        if (message.Text("channel") is not { } channel || !feed.IsKnown(channel))
        {
            Refuse(client, $"channel: is one of {string.Join(", ", FeedChannels.All)}");
            return;
        }

        if (tenant != tenantId && !caller.Has(Role.Viewer, tenant))
        {
            Refuse(client, "tenant: there is no such tenant for this login");
            return;
        }

        OpenChannel open;
        try
        {
            open = feed.Hold(channel, tenant);
        }
        catch (InvalidOperationException full)
        {
            Refuse(client, full.Message);
            return;
        }

        if (!client.Subscribe(open.View, message.Text("types"), message.Text("since"), out var error))
        {
            feed.Release(open);
            Refuse(client, error);
            return;
        }

        Keep(open);
        client.Send("subscribed", new { data = new { channel, tenant = open.Source.IsPerTenant ? tenant : null } }, open.View);
    }

    /// <summary>A view that was held already is held once.</summary>
    private void Keep(OpenChannel open)
    {
        if (_held.Contains(open))
        {
            feed.Release(open);
        }
        else
        {
            _held.Add(open);
        }
    }

    private bool Leave(LiveClient client, OpenChannel open)
    {
        client.Unsubscribe(open.View);
        _held.Remove(open);
        feed.Release(open);
        return true;
    }

    /// <summary>Of the channel that is named; of all where none is.</summary>
    private void ForEach(LiveClient client, LiveMessage message, string answer, Func<OpenChannel, bool> act)
    {
        var channel = message.Text("channel");
        var tenant = message.Text("tenant");
        var chosen = _held.Where(o => (channel is null || o.Source.Channel == channel) && (tenant is null || o.TenantId == tenant)).ToList();
        if (chosen.Count == 0)
        {
            Refuse(client, channel is null ? "this connection has subscribed to nothing" : $"channel: this connection has not subscribed to {channel}");
        }

        foreach (var open in chosen)
        {
            act(open);
            client.Send(answer, new { data = new { channel = open.Source.Channel } }, open.View);
        }
    }
}

using Farol.Live;
using Microsoft.AspNetCore.Http;

namespace Farol.Control.LiveFeed;

/// <summary>What one connection follows of other parts of the program: one view a channel, which another subscription replaces.</summary>
internal sealed class GuestSubscriptions(IEnumerable<GuestChannel> channels, HttpContext http)
{
    private readonly (string Name, Func<LiveMessage, GuestView> Find)[] _channels = [.. channels.Select(c => (c.Name, c.Open(http)))];
    private readonly Dictionary<string, LiveView> _followed = new(StringComparer.Ordinal);

    /// <returns>False when the message is about no guest's channel.</returns>
    public bool TryTake(LiveClient client, LiveMessage message)
    {
        if (message.Text("channel") is not { } name || Array.Find(_channels, c => c.Name == name) is not { Find: not null } channel)
        {
            return false;
        }

        switch (message.Type)
        {
            case "subscribe":
                Subscribe(client, message, channel);
                return true;
            case "unsubscribe":
                Act(client, name, "unsubscribed", view =>
                {
                    client.Unsubscribe(view);
                    _followed.Remove(name);
                });
                return true;
            case "pause":
                Act(client, name, "paused", view => client.Pause(view));
                return true;
            case "resume":
                Act(client, name, "resumed", view => client.Resume(view));
                return true;
            default:
                return false;
        }
    }

    private void Subscribe(LiveClient client, LiveMessage message, (string Name, Func<LiveMessage, GuestView> Find) channel)
    {
        var found = channel.Find(message);
        if (found.View is not { } view)
        {
            ChannelSession.Refuse(client, found.Refusal ?? $"channel: there is no {channel.Name} for this login");
            return;
        }

        if (_followed.Remove(channel.Name, out var before) && before != view)
        {
            client.Unsubscribe(before);
        }

        if (!client.Subscribe(view, message.Text("types"), message.Text("since"), out var error))
        {
            ChannelSession.Refuse(client, error);
            return;
        }

        _followed[channel.Name] = view;
        client.Send("subscribed", new { data = new { channel = channel.Name } }, view);
    }

    private void Act(LiveClient client, string name, string answer, Action<LiveView> act)
    {
        if (!_followed.TryGetValue(name, out var view))
        {
            ChannelSession.Refuse(client, $"channel: this connection has not subscribed to {name}");
            return;
        }

        act(view);
        client.Send(answer, new { data = new { channel = name } }, view);
    }
}

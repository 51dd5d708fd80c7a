namespace Farol.Control.LiveFeed;

/// <summary>
/// Puts what happened on a live channel. A tenant's event goes to the tenant's view and to the installation's, and to no other; views that nobody has
/// open cost nothing.
/// </summary>
public interface IControlFeed
{
    /// <summary>Whether somebody would get it: what is costly to make may be left out.</summary>
    /// <param name="tenantId">As in <see cref="Publish"/>.</param>
    bool IsOpen(string channel, string? tenantId);

    /// <summary>Sends one frame, and lets who comes later start from the channel's state as it is then.</summary>
    /// <param name="channel">One of <see cref="FeedChannels"/>.</param>
    /// <param name="tenantId">Whose it is; null: the installation's own.</param>
    /// <param name="topic">One of the channel's kinds of frames that are no state: <see cref="FeedChannels.Alert"/>, <see cref="FeedChannels.SecurityEvent"/>.</param>
    /// <param name="body">The frame's <c>data</c>. Must not change after the call.</param>
    void Publish<T>(string channel, string? tenantId, string topic, T body);

    /// <summary>The channel's state has changed: whoever listens gets it now and not only at its next turn.</summary>
    /// <param name="tenantId">As in <see cref="Publish"/>.</param>
    void Refresh(string channel, string? tenantId);
}

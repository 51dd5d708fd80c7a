namespace LiveBench;

/// <summary>One way to take an update to every client.</summary>
internal interface IBroadcaster
{
    int Clients { get; }

    /// <summary>Updates that the broadcaster says some client did not get.</summary>
    long Dropped { get; }

    long Sent { get; }

    Task ServeAsync(HttpContext http);

    /// <summary>Sends one update whose body has the time of sending.</summary>
    void Publish(long sentAt, string filler);
}

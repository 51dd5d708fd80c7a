namespace Farol.Store.Redis;

/// <summary>What went wrong with Redis.</summary>
internal enum RedisFault
{
    /// <summary>There is no connection now.</summary>
    Unavailable,

    /// <summary>No reply in time; the connection was given up.</summary>
    Timeout,

    /// <summary>The server answered with an error: a wrong password, a command it does not allow.</summary>
    Refused,

    /// <summary>The bytes are no Redis protocol, or beyond the limits.</summary>
    Protocol,

    /// <summary>Too many commands wait already.</summary>
    Busy,
}

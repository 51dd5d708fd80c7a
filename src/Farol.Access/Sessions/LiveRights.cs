using Farol.Access.Keys;

namespace Farol.Access.Sessions;

/// <summary>What people may do at this moment, brought in line with the database after somebody's rights changed there.</summary>
internal sealed class LiveRights(SessionIndex sessions, ApiKeyIndex keys)
{
    /// <summary>Ends sessions that the database ended, and keys whose makers may not what they did. Not cut off: the database has changed already.</summary>
    public Task EndAsync(IReadOnlyCollection<string> sessionIds)
    {
        sessions.End(sessionIds);
        return keys.ReloadAsync(CancellationToken.None);
    }
}

namespace Farol.Access.Sessions;

/// <summary>What people may do at this moment, brought in line with the database after somebody's rights changed there.</summary>
internal sealed class LiveRights(SessionIndex sessions)
{
    /// <summary>Ends sessions that the database ended.</summary>
    public Task EndAsync(IReadOnlyCollection<string> sessionIds)
    {
        sessions.End(sessionIds);
        return Task.CompletedTask;
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Farol.Access.Sessions;

/// <summary>The live sessions, so that a request is judged without the database.</summary>
internal sealed class SessionIndex(ILogger<SessionIndex> logger)
{
    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    public Session? Find(string id) => _sessions.GetValueOrDefault(id);

    public void Add(Session session) => _sessions[session.Row.Id] = session;

    public IEnumerable<Session> All => _sessions.Values;

    public void End(IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            if (_sessions.TryRemove(id, out var session))
            {
                EndOne(session);
            }
        }
    }

    private void EndOne(Session session)
    {
        try
        {
            session.End();
        }
        catch (AggregateException error)
        {
            // A listener of one socket that throws must not keep the others from closing.
            logger.LogError(error, "A listener failed while session {Session} ended", session.Row.Id);
        }
    }
}

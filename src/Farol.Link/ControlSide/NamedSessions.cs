namespace Farol.Link.ControlSide;

/// <summary>Who is linked under which name. A name is one process; the newer link of the same process takes the place of the older.</summary>
internal sealed class NamedSessions
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (GatewaySession Session, string StartId)> _sessions = new(StringComparer.Ordinal);

    /// <returns>Why the name cannot be had, in words for both ends; <c>null</c>: it is this session's now.</returns>
    public string? Enter(GatewaySession session, ConnectedGateway gateway)
    {
        lock (_gate)
        {
            if (_sessions.TryGetValue(gateway.Name, out var other) && other.Session != session)
            {
                if (session.IsRemote != other.Session.IsRemote || (session.IsRemote && other.StartId != gateway.StartId))
                {
                    return $"a gateway named {gateway.Name} is linked already ({other.Session.Identity}): was its folder copied? Each gateway joins with a token of its own";
                }

                other.Session.Dismiss($"a newer link of gateway {gateway.Name} took its place");
            }

            _sessions[gateway.Name] = (session, gateway.StartId);
            return null;
        }
    }

    public void Leave(GatewaySession session)
    {
        lock (_gate)
        {
            foreach (var (name, _) in _sessions.Where(s => s.Value.Session == session).ToList())
            {
                _sessions.Remove(name);
            }
        }
    }
}

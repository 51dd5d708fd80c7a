namespace Farol.Monitor.Events;

/// <summary>What an incident is about. The wire says it in snake_case.</summary>
public enum IncidentKind
{
    RouterUnreachable,

    /// <summary>The router answers, and nothing that it says can be read.</summary>
    RouterUnreadable,

    /// <summary>Many subscribers went at once ("queda").</summary>
    SubscribersDropped,
}

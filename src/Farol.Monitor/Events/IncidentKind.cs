namespace Farol.Monitor.Events;

/// <summary>What an incident is about. The wire says it in snake_case.</summary>
public enum IncidentKind
{
    RouterUnreachable,

    /// <summary>Many subscribers went at once ("queda").</summary>
    SubscribersDropped,
}

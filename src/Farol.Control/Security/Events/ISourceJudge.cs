using Farol.Access.SecurityEvents;

namespace Farol.Control.Security.Events;

/// <summary>Looks at every event as it happens, bursts not collapsed. Returns at once.</summary>
internal interface ISourceJudge
{
    void Judge(SecurityEvent happened, DateTimeOffset at);
}

namespace Farol.Control.Alerts;

/// <summary>Somebody looks after it.</summary>
internal sealed record AcknowledgeRequest
{
    public string? Comment { get; init; }
}

namespace Farol.Control.Security.Events;

/// <summary>A burst that may still grow.</summary>
internal sealed class OpenBurst
{
    public required SecurityEventBody Body { get; set; }

    /// <summary>Nobody needs to hear of it again.</summary>
    public bool IsTold { get; set; }
}

namespace Farol.Control.Requests;

/// <summary>GET /api/requests/sample.</summary>
public sealed record RequestSampleBody
{
    /// <summary>The oldest first.</summary>
    public required IReadOnlyList<RequestBody> Items { get; init; }

    /// <summary>To be given as <c>after</c> next time.</summary>
    public required long Next { get; init; }

    /// <summary>When this look began: with the first question, and anew where nobody asked for ten seconds, or for four while all places were taken.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Requests of this filter that there were since then, shown or not.</summary>
    public required long SampledOf { get; init; }

    /// <summary>Of those that were taken, since then, how many found no room on their way.</summary>
    public required long Dropped { get; init; }

    /// <summary>Those after <c>after</c> that are held no more, because it was asked too late.</summary>
    public required long Missed { get; init; }

    /// <summary>How many each gateway shows in a second at most.</summary>
    public required int PerSecond { get; init; }

    /// <summary>Gateways that are asked: those that are linked to the control plane that answers.</summary>
    public required IReadOnlyList<string> Gateways { get; init; }

    /// <summary>Linked gateways whose program is too old for this.</summary>
    public required IReadOnlyList<string> Unable { get; init; }
}

namespace Farol.Access.Auditing;

/// <summary>One thing that somebody did or tried.</summary>
/// <param name="Action">What, as <c>object.verb</c>: <c>router.create</c>, <c>subscriber.look_up</c>, <c>login</c>.</param>
/// <param name="Target">On what: an id or a name. No secret, and no more of a person than the look-up itself said.</param>
/// <param name="Result">"ok", "refused" or "failed".</param>
public sealed record AuditEntry(string Action, string Target, string Result = AuditResults.Ok)
{
    /// <summary>Who: <see cref="Roles.Caller.Name"/>, or the name that was tried.</summary>
    public required string Actor { get; init; }

    /// <summary>The tenant it concerns; null for the installation.</summary>
    public string? TenantId { get; init; }

    /// <summary>Address that it came from; null for the program itself.</summary>
    public string? From { get; init; }

    /// <summary>The object before, as JSON; secrets in it are masked before it is stored.</summary>
    public string? Before { get; init; }

    /// <summary>The object after, as JSON; secrets in it are masked before it is stored.</summary>
    public string? After { get; init; }

    /// <summary>More, in words: the rule that refused, what the router said.</summary>
    public string? Detail { get; init; }
}

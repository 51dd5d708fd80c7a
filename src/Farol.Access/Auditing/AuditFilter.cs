namespace Farol.Access.Auditing;

/// <summary>Which entries a listing shows. Null: any.</summary>
/// <param name="TenantId">Null: of every tenant and of the installation, for its administrators alone.</param>
public sealed record AuditFilter(string? TenantId)
{
    /// <summary>Exactly.</summary>
    public string? Actor { get; init; }

    /// <summary>Exactly, or, ending in a dot, all that begin so: <c>user.</c></summary>
    public string? Action { get; init; }

    /// <summary>Exactly.</summary>
    public string? Target { get; init; }

    public string? Result { get; init; }

    public DateTimeOffset? From { get; init; }

    /// <summary>Before this moment.</summary>
    public DateTimeOffset? To { get; init; }
}

namespace Farol.Access.Auditing;

/// <summary>The results of <see cref="AuditEntry.Result"/>.</summary>
public static class AuditResults
{
    public const string Ok = "ok";

    public const string Refused = "refused";

    public const string Failed = "failed";
}

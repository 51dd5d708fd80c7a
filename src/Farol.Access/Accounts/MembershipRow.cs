namespace Farol.Access.Accounts;

/// <summary>A row of the table <c>memberships</c>, of a tenant that is active.</summary>
internal sealed class MembershipRow
{
    public string UserId { get; init; } = "";

    public string TenantId { get; init; } = "";

    public string Role { get; init; } = "";
}

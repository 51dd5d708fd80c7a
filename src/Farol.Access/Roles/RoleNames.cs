namespace Farol.Access.Roles;

/// <summary>Roles as the wire and the database spell them.</summary>
public static class RoleNames
{
    /// <summary>The name of the role of an installation's administrator, who is no member of a tenant.</summary>
    public const string Platform = "platform";

    public static string ToName(this Role role) => role switch
    {
        Role.Viewer => "viewer",
        Role.Operator => "operator",
        Role.Admin => "admin",
        Role.Owner => "owner",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    /// <summary>Null where the text names no role of a tenant.</summary>
    public static Role? Parse(string? name) => name switch
    {
        "viewer" => Role.Viewer,
        "operator" => Role.Operator,
        "admin" => Role.Admin,
        "owner" => Role.Owner,
        _ => null,
    };
}

using System.Text;
using Farol.Access.Problems;
using Farol.Access.Roles;

namespace Farol.Access.Keys;

/// <summary>A row of the table <c>api_keys</c>, with whom it belongs to.</summary>
internal sealed class KeyRow
{
    public const string Columns = """
        k.id, k.tenant_id AS TenantId, k.user_id AS UserId, k.name, k.prefix, k.hash, k.role, k.created_at_ms AS CreatedAtMs,
        k.expires_at_ms AS ExpiresAtMs, k.last_used_at_ms AS LastUsedAtMs, u.email, u.is_platform AS IsPlatform
        """;

    public string Id { get; init; } = "";

    public string TenantId { get; init; } = "";

    public string UserId { get; init; } = "";

    public string Name { get; init; } = "";

    public string Prefix { get; init; } = "";

    public byte[] Hash { get; init; } = [];

    public string Role { get; init; } = "";

    public long CreatedAtMs { get; init; }

    public long ExpiresAtMs { get; init; }

    public long? LastUsedAtMs { get; init; }

    /// <summary>Of whoever made it.</summary>
    public string Email { get; init; } = "";

    /// <summary>Whether its maker is an administrator of the installation now.</summary>
    public bool IsPlatform { get; init; }

    /// <summary>The role that its maker has in the tenant now; null: none.</summary>
    public string? MemberRole { get; init; }

    public bool IsPlatformKey => Role == RoleNames.Platform;

    /// <summary>A key never may more than its maker may now; null: it may nothing.</summary>
    public Role? EffectiveRole
    {
        get
        {
            if (IsPlatformKey)
            {
                return IsPlatform ? Roles.Role.Owner : null;
            }

            var own = RoleNames.Parse(Role);
            var makers = IsPlatform ? Roles.Role.Owner : RoleNames.Parse(MemberRole);
            return makers is null || own is null ? null : makers < own ? makers : own;
        }
    }

    public string Tag() => EntityTags.Of(Encoding.UTF8.GetBytes($"{Id} {Name} {Role} {ExpiresAtMs}"));
}

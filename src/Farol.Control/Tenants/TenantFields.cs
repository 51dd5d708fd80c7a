using System.Net;
using Farol.Access.Accounts;
using Farol.Access.Problems;
using Farol.Access.Roles;

namespace Farol.Control.Tenants;

/// <summary>What a tenant's fields may hold, and what becomes of a row when somebody sets them.</summary>
internal static class TenantFields
{
    public const int MaxNameLength = 100;

    /// <summary>It stands in front of the name of each of the tenant's objects, and in metrics' labels.</summary>
    private const int MaxIdLength = 40;

    private const int MaxEmailLength = 254;

    /// <summary>More than one core serves; a larger figure is a slip.</summary>
    private const int MaxRate = 1_000_000;

    private const int MaxBurst = 10_000_000;

    /// <summary>What the gateway is measured with.</summary>
    private const int MaxObjects = 100_000;

    /// <summary>Each is looked through when a backend is saved and connected to.</summary>
    private const int MaxNetworks = 64;

    /// <summary>The row with the fields that are given; what is wrong with them is added to the errors.</summary>
    public static TenantRow Apply(TenantRow row, TenantChange change, FieldErrors errors)
    {
        var limits = change.Limits;
        return row with
        {
            Name = change.Name is null && row.Name.Length > 0 ? row.Name : errors.Required("name", change.Name, MaxNameLength),
            ContactEmail = change.ContactEmail is null ? row.ContactEmail : Email(change.ContactEmail, errors),
            Plan = errors.OneOf("plan", change.Plan, TenantPlan.Names) ?? row.Plan,
            Active = change.Active ?? row.Active,
            MaxRequestsPerSecond = limits is null ? row.MaxRequestsPerSecond : errors.Optional("limits.max_requests_per_second", limits.MaxRequestsPerSecond, 1, MaxRate),
            MaxBurstSize = limits is null ? row.MaxBurstSize : errors.Optional("limits.max_burst_size", limits.MaxBurstSize, 1, MaxBurst),
            MaxRoutes = limits is null ? row.MaxRoutes : errors.Optional("limits.max_routes", limits.MaxRoutes, 0, MaxObjects),
            MaxBackends = limits is null ? row.MaxBackends : errors.Optional("limits.max_backends", limits.MaxBackends, 0, MaxObjects),
            BackendNetworks = change.BackendNetworks is null ? row.BackendNetworks : Networks(change.BackendNetworks, errors),
        };
    }

    /// <summary>Limits that nothing puts in force are refused, so that nobody relies on them.</summary>
    public static void CheckEnforced(TenantChange change, FieldErrors errors)
    {
        if (change.Limits is { MaxBandwidthMbPerDay: not null })
        {
            errors.Add("limits.max_bandwidth_mb_per_day", "is not enforced by this version; leave it out");
        }

        if (change.Limits is { WafLevel: not (null or TenantLimitsBody.NoFirewall) })
        {
            errors.Add("limits.waf_level", $"is not enforced by this version; only {TenantLimitsBody.NoFirewall} can be set");
        }
    }

    /// <summary>An id of letters, digits and hyphens; the words that mean something else are not given away.</summary>
    public static string? FindIdFault(string id) =>
        id.Length is 0 or > MaxIdLength || !id.All(IsIdCharacter) || id[0] == '-' || id[^1] == '-'
            ? $"must be 1 to {MaxIdLength} of a-z, 0-9 and -, and begin and end with a letter or digit"
            : id is PlatformTenant.Id or ActingTenant.Everyone ? "is taken by the installation itself"
            : null;

    /// <summary>"Ação Ltda." becomes <c>acao-ltda</c>; a name without any usable letter becomes <c>tenant</c>.</summary>
    public static string IdFromName(string name)
    {
        var letters = name.ToLowerInvariant().Normalize(System.Text.NormalizationForm.FormD)
            .Where(c => char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark)
            .Select(c => IsIdCharacter(c) ? c : '-').ToArray();
        var id = string.Join('-', new string(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
        id = id.Length > MaxIdLength - 4 ? id[..(MaxIdLength - 4)].Trim('-') : id;
        return FindIdFault(id) is null ? id : "tenant";
    }

    private static bool IsIdCharacter(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-';

    private static string? Email(string text, FieldErrors errors)
    {
        var email = errors.Optional("contact_email", text, MaxEmailLength);
        if (email is not null && (email.IndexOf('@', StringComparison.Ordinal) is var at && (at <= 0 || at == email.Length - 1)))
        {
            errors.Add("contact_email", "is no e-mail address");
        }

        return email;
    }

    private static string Networks(IReadOnlyList<string> texts, FieldErrors errors)
    {
        if (texts.Count > MaxNetworks)
        {
            errors.Add("backend_networks", $"has too many entries: at most {MaxNetworks}");
            return "";
        }

        var found = new List<IPNetwork>();
        for (var i = 0; i < texts.Count; i++)
        {
            if (IPNetwork.TryParse(texts[i], out var network))
            {
                found.Add(network);
            }
            else
            {
                errors.Add($"backend_networks[{i}]", "is no network; write it as 10.20.0.0/16 or 2001:db8::/32");
            }
        }

        return string.Join(' ', found.Distinct());
    }
}

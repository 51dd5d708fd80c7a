using Farol.Access.Problems;
using Farol.Configuration.Gateway;
using Farol.Control.Tenants;

namespace Farol.Control.Revisions;

/// <summary>Judges a configuration as a whole, as gateways will get it.</summary>
internal sealed class DocumentJudge(Lazy<IReadOnlyList<IDocumentPart>> parts)
{
    /// <summary>Nobody mends more in one go.</summary>
    private const int MaxErrors = 100;

    /// <summary>As gateways get it: with what the program itself adds.</summary>
    public GatewayDocument Complete(GatewayDocument whole) => parts.Value.Aggregate(whole, (document, part) => part.AddTo(document));

    /// <summary>Null: it may be given to gateways.</summary>
    /// <param name="complete"><see cref="Complete"/> of the state's whole.</param>
    /// <param name="tenantId">Who reads the errors: a tenant gets none of other tenants' names.</param>
    public static ApiProblem? FindProblem(ConfigurationState state, GatewayDocument complete, string? tenantId)
    {
        var errors = DocumentComposition.Conflicts(state.Api, state.File, state.FileName).ToDictionary(StringComparer.Ordinal);
        if (errors.Count == 0)
        {
            foreach (var error in GatewayCheck.Errors(complete, "configuration").GroupBy(e => DocumentPaths.Named(e.Key, complete, tenantId), e => e.Message, StringComparer.Ordinal).Take(MaxErrors))
            {
                errors[error.Key] = [.. error.Select(m => tenantId is null ? m : Told(m, tenantId))];
            }
        }

        return errors.Count == 0 ? null : ApiProblem.Invalid(errors);
    }

    /// <summary>What follows the first clause lists or suggests names of others.</summary>
    private static string Told(string message, string tenantId)
    {
        var end = message.IndexOf("; did you mean", StringComparison.Ordinal) is >= 0 and var meant ? meant : message.IndexOf("; there are", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).Replace(tenantId + TenantNames.Separator, "", StringComparison.Ordinal);
    }
}

using Microsoft.AspNetCore.WebUtilities;

namespace Farol.Access.Problems;

/// <summary>The registered phrase of a status (RFC 9110).</summary>
internal static class ProblemTitles
{
    public static string Of(int status) => ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : "Error";
}

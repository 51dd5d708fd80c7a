using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Farol.Access.Problems;

/// <summary>Versions of resources as HTTP carries them (RFC 9110, 8.8.3), and the check of <c>If-Match</c>.</summary>
public static class EntityTags
{
    private const int Digits = 16;

    /// <summary>The tag of a resource's canonical bytes: the same content has the same tag on every replica.</summary>
    public static string Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return $"\"{Convert.ToHexStringLower(hash)[..Digits]}\"";
    }

    /// <summary>What a writer gets whose <c>If-Match</c> is not the current version; null: go on (also without the header).</summary>
    public static ApiProblem? FindStale(HttpRequest request, string current) => FindStale(request.Headers.IfMatch.ToString(), current);

    /// <summary>The same for whoever judges after the request may be over.</summary>
    /// <param name="wanted">The header's value; empty: none.</param>
    /// <param name="current">The version that there is.</param>
    public static ApiProblem? FindStale(string wanted, string current)
    {
        return wanted.Length == 0 || wanted == "*" || wanted.Split(',', StringSplitOptions.TrimEntries).Contains(current, StringComparer.Ordinal)
            ? null
            : ApiProblem.Stale($"If-Match: {wanted} is not the current version, which is {current}. Read it again and repeat the change.");
    }
}

using System.Globalization;
using System.Text;
using Farol.Configuration.Gateway;

namespace Farol.Control.Hosts;

/// <summary>Host names and patterns of routes (<c>*.name</c>, <c>**.name</c>, <c>*</c>) in the one spelling that everything compares.</summary>
internal static class HostPattern
{
    public const string Everything = "*";

    /// <summary>Lower case, without the root's dot, other alphabets in their ASCII form (IDNA); unchanged, with a fault, where it is none.</summary>
    public static string Normalise(string text, out string? fault)
    {
        fault = null;
        if (text == Everything)
        {
            return text;
        }

        var stars = text.StartsWith("**.", StringComparison.Ordinal) ? 3 : text.StartsWith("*.", StringComparison.Ordinal) ? 2 : 0;
        var name = text[stars..];
        if (name.Length > 1 && name[^1] == '.' && name[^2] != '.')
        {
            name = name[..^1];
        }

        if (FindFault(name) is { } wrong)
        {
            fault = wrong;
            return text;
        }

        if (!Ascii.IsValid(name))
        {
            try
            {
                name = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(name.Normalize(NormalizationForm.FormKC).ToLowerInvariant());
            }
            catch (ArgumentException)
            {
                fault = "is no host name; write one of another alphabet in its ASCII form (xn--…)";
                return text;
            }
        }

        name = name.ToLowerInvariant();
        var isAddress = stars == 0 && name[0] == '[' && HostPort.TryParse(name + ":1", out _);
        if (!isAddress && !HostPort.TryParse(name + ":1", out _))
        {
            fault = "is no host name";
            return text;
        }

        return text[..stars] + name;
    }

    /// <summary>The name that a pattern stands on: <c>example.com</c> of <c>**.example.com</c>.</summary>
    public static string Base(string pattern) => pattern.TrimStart('*').TrimStart('.');

    /// <summary>The name and those above it, longest first: <c>a.b.c</c>, <c>b.c</c>, <c>c</c>.</summary>
    public static IEnumerable<string> AndAbove(string name)
    {
        for (var at = 0; at >= 0 && at < name.Length; at = name.IndexOf('.', at) is >= 0 and var dot ? dot + 1 : -1)
        {
            yield return name[at..];
        }
    }

    public static bool IsBelow(string name, string above) =>
        name.Length > above.Length + 1 && name[^(above.Length + 1)] == '.' && name.EndsWith(above, StringComparison.Ordinal);

    /// <summary>Whether a route's host takes a request's.</summary>
    public static bool Takes(string pattern, string host)
    {
        var name = host.TrimEnd('.').ToLowerInvariant();
        return pattern == Everything || pattern == name
            || (pattern.StartsWith("**.", StringComparison.Ordinal) && IsBelow(name, pattern[3..]))
            || (pattern.StartsWith("*.", StringComparison.Ordinal) && IsBelow(name, pattern[2..]) && !name[..^(pattern.Length - 1)].Contains('.', StringComparison.Ordinal));
    }

    /// <summary>An address in disguise, or one: nobody proves a number.</summary>
    public static bool IsNumeric(string name)
    {
        var last = name[(name.LastIndexOf('.') + 1)..];
        return name.Length > 0 && (name[0] == '[' || last.All(char.IsAsciiDigit) || last.StartsWith("0x", StringComparison.Ordinal));
    }

    public static string WithoutPort(string authority)
    {
        var colon = authority.LastIndexOf(':');
        return colon > 0 && authority[^1] != ']' && authority.AsSpan(colon + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? authority[..colon] : authority;
    }

    private static string? FindFault(string name) => name switch
    {
        "" => "is required, such as app.example.com",
        _ when name.Contains("://", StringComparison.Ordinal) || name.Contains('/', StringComparison.Ordinal) => "is a host alone, without scheme and path",
        _ when name.Contains('@', StringComparison.Ordinal) => "is a host alone, without a user in front",
        _ when name[0] != '[' && name.Contains(':', StringComparison.Ordinal) => "is a host alone, without a port",
        _ when name.Contains('*', StringComparison.Ordinal) => "has * only as a whole label in front",
        _ when name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) => "has no blanks",
        _ => null,
    };
}

namespace Farol.Access.Origins;

/// <summary>Origins as browsers send them: scheme, host, and the port unless it is the scheme's own (RFC 6454).</summary>
internal static class OriginName
{
    public static bool IsWellFormed(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);
}

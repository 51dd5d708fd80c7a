namespace Farol.Gateway.Http1;

internal static class HttpVersion
{
    /// <summary>HTTP-version of RFC 9112 section 2.3, in capitals, one digit each; 1.1 and 1.0 are spoken here.</summary>
    public static Violation Read(ReadOnlySpan<byte> version, out bool isHttp10)
    {
        isHttp10 = false;
        if (version.SequenceEqual("HTTP/1.1"u8))
        {
            return Violation.None;
        }

        isHttp10 = version.SequenceEqual("HTTP/1.0"u8);
        if (isHttp10)
        {
            return Violation.None;
        }

        return version.Length == 8 && version.StartsWith("HTTP/"u8) && version[6] == '.'
            && char.IsAsciiDigit((char)version[5]) && char.IsAsciiDigit((char)version[7])
            ? Violation.UnsupportedVersion
            : Violation.InvalidVersion;
    }
}

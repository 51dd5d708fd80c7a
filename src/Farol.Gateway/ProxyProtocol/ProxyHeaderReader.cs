namespace Farol.Gateway.ProxyProtocol;

/// <summary>
/// Reads the header that a proxy sends before anything else ("The PROXY protocol", versions 1 and 2, haproxy.org). Pure: the same bytes, however
/// they were cut on their way, give the same answer.
/// </summary>
internal static class ProxyHeaderReader
{
    /// <summary>
    /// The format allows 64 KB of extensions (certificates); proxies send some hundred bytes. A sender with more is refused.
    /// </summary>
    public const int MaxHeaderBytes = 4096;

    /// <param name="bytes">All that came so far, from the connection's first byte.</param>
    public static ProxyHeaderOutcome Read(ReadOnlySpan<byte> bytes, out ProxyHeader header)
    {
        header = default;
        if (StartsLike(bytes, BinaryHeader.Signature))
        {
            return BinaryHeader.Read(bytes, out header);
        }

        return StartsLike(bytes, TextHeader.Start) ? TextHeader.Read(bytes, out header) : ProxyHeaderOutcome.Refused;
    }

    private static bool StartsLike(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> start) =>
        bytes.Length < start.Length ? start.StartsWith(bytes) : bytes.StartsWith(start);
}

namespace Farol.Gateway.Http1;

/// <summary>How much of a message's head is read before it is refused.</summary>
internal sealed class HeadLimits
{
    public static readonly HeadLimits Default = new();

    /// <summary>RFC 9112 section 3 asks for 8 000 bytes at least; a start line without its line end.</summary>
    public int MaxRequestLineBytes { get; init; } = 8192;

    /// <summary>The start line, all fields and the empty line. Large cookies come to 16 KB; nginx takes four buffers of 8 KB.</summary>
    public int MaxHeadBytes { get; init; } = 32768;

    /// <summary>Apache's default; browsers send about 20.</summary>
    public int MaxFields { get; init; } = 100;
}

namespace Farol.Gateway.Http1;

/// <summary>chunk-ext of RFC 9112 section 7.1.1, without the "bad whitespace" that it lets old senders write.</summary>
internal static class ChunkExtension
{
    /// <summary>What is expected after this byte; <see cref="ChunkStep.Refused"/>: it may not stand here.</summary>
    public static ChunkStep After(ChunkStep step, byte value) => step switch
    {
        ChunkStep.ExtensionName => IsToken(value) ? ChunkStep.ExtensionNameOn : ChunkStep.Refused,
        ChunkStep.ExtensionNameOn => value == '=' ? ChunkStep.ExtensionValue : IsToken(value) ? step : AfterExtension(value),
        ChunkStep.ExtensionValue => value == '"' ? ChunkStep.ExtensionQuoted : IsToken(value) ? ChunkStep.ExtensionToken : ChunkStep.Refused,
        ChunkStep.ExtensionToken => IsToken(value) ? step : AfterExtension(value),
        ChunkStep.ExtensionQuoted => value == '"' ? ChunkStep.ExtensionEnd
            : value == '\\' ? ChunkStep.ExtensionQuotedPair
            : IsText(value) ? step : ChunkStep.Refused,
        ChunkStep.ExtensionQuotedPair => IsText(value) ? ChunkStep.ExtensionQuoted : ChunkStep.Refused,
        ChunkStep.ExtensionEnd => AfterExtension(value),
        _ => ChunkStep.Refused,
    };

    private static ChunkStep AfterExtension(byte value) => value switch
    {
        (byte)';' => ChunkStep.ExtensionName,
        Bytes.CR => ChunkStep.SizeLineFeed,
        _ => ChunkStep.Refused,
    };

    private static bool IsToken(byte value) => Bytes.Token.Contains(value);

    private static bool IsText(byte value) => value is Bytes.Tab or (>= Bytes.SP and not 127);
}

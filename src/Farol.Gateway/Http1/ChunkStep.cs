namespace Farol.Gateway.Http1;

/// <summary>What the decoder of a chunked body expects next.</summary>
internal enum ChunkStep : byte
{
    FirstSizeDigit,
    Size,
    ExtensionName,
    ExtensionNameOn,
    ExtensionValue,
    ExtensionToken,
    ExtensionQuoted,
    ExtensionQuotedPair,
    ExtensionEnd,
    SizeLineFeed,
    Data,
    DataReturn,
    DataLineFeed,
    Trailers,
    Finished,
    Refused,
}

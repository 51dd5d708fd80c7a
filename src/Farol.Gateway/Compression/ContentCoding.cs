namespace Farol.Gateway.Compression;

/// <summary>How a response's body is coded on its way to the client.</summary>
internal enum ContentCoding : byte
{
    /// <summary>As the backend sent it.</summary>
    None,

    Gzip,

    Brotli,
}

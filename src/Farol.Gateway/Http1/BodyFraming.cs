namespace Farol.Gateway.Http1;

/// <summary>How the end of a message's body is known.</summary>
internal enum BodyFraming : byte
{
    /// <summary>No body follows the head.</summary>
    None,

    /// <summary>As many bytes as Content-Length says.</summary>
    Counted,
    Chunked,

    /// <summary>Responses only: all that comes until the connection ends.</summary>
    UntilClose,
}

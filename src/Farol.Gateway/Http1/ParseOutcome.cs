namespace Farol.Gateway.Http1;

internal enum ParseOutcome : byte
{
    /// <summary>More bytes are needed; nothing is wrong so far.</summary>
    Incomplete,
    Complete,

    /// <summary>The message is not taken; <see cref="Violation"/> says why, and the connection must end.</summary>
    Refused,

    /// <summary>The request line is HTTP/2's connection preface (<c>PRI * HTTP/2.0</c>): all bytes belong to an HTTP/2 session, or the
    /// violation that comes with it is answered.</summary>
    Http2Preface,
}

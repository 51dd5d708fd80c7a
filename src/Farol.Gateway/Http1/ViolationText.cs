namespace Farol.Gateway.Http1;

/// <summary>What is answered and logged for a violation.</summary>
internal static class ViolationText
{
    /// <summary>The status of the answer to a request; a violation by a backend is always a 502.</summary>
    public static int StatusOf(Violation violation) => violation switch
    {
        Violation.RequestLineTooLong => 414,
        Violation.HeadTooLarge or Violation.TooManyFields or Violation.TrailersTooLarge or Violation.TooManyTrailers => 431,
        Violation.ConnectNotSupported => 405,
        Violation.UnsupportedExpectation => 417,
        Violation.MethodTooLong or Violation.UnsupportedTransferCoding => 501,
        Violation.MissingVersion or Violation.UnsupportedVersion or Violation.Http2Preface => 505,
        Violation.InvalidStatusLine or Violation.InvalidStatusCode => 502,
        _ => 400,
    };

    public static string For(Violation violation) => violation switch
    {
        Violation.None => "nothing is wrong",
        Violation.BareCarriageReturn => "a carriage return that no line feed follows",
        Violation.BareLineFeed => "a line feed without a carriage return before it",
        Violation.NulByte => "a NUL byte",
        Violation.ControlCharacter => "a control character",
        Violation.EmptyLinesBeforeRequest => "more than one empty line before the request line",
        Violation.RequestLineTooLong => "the first line is too long",
        Violation.WhitespaceInRequestLine => "the request line is not three parts with one space between them",
        Violation.InvalidMethod => "the method is not made of capital letters, digits, - and _",
        Violation.MethodTooLong => "the method's name is too long",
        Violation.ConnectNotSupported => "CONNECT is not offered",
        Violation.InvalidTarget => "the request target is neither a path nor an absolute http or https URL",
        Violation.NonAsciiTarget => "the request target has bytes beyond printable ASCII that are not percent-encoded",
        Violation.FragmentInTarget => "the request target has a fragment",
        Violation.BackslashInPath => "the path has a backslash",
        Violation.AsteriskTarget => "the target * is for OPTIONS only",
        Violation.UnsupportedScheme => "the scheme of the request target is neither http nor https",
        Violation.UserInfoInAuthority => "the authority has user information",
        Violation.MissingVersion => "the request line has no version (HTTP/0.9)",
        Violation.InvalidVersion => "the version is not written HTTP/1.1 or HTTP/1.0",
        Violation.UnsupportedVersion => "the version is neither HTTP/1.1 nor HTTP/1.0",
        Violation.Http2Preface => "HTTP/2 without TLS is not offered here",
        Violation.InvalidStatusLine => "the status line is malformed",
        Violation.InvalidStatusCode => "the status is not a number from 100 to 599",
        Violation.HeadTooLarge => "the head is too large",
        Violation.TooManyFields => "too many fields",
        _ => ForField(violation) ?? ForBody(violation),
    };

    private static string? ForField(Violation violation) => violation switch
    {
        Violation.FoldedLine => "a field line begins with whitespace (obsolete folding)",
        Violation.WhitespaceBeforeColon => "whitespace between a field's name and its colon",
        Violation.EmptyFieldName => "a field without a name",
        Violation.InvalidFieldName => "a field name that is not a token",
        Violation.MissingColon => "a field line without a colon",
        Violation.UnderscoreLookalike => "a field name that differs from a known one by underscores only",
        Violation.MissingHost => "no Host field",
        Violation.RepeatedHost => "more than one Host field",
        Violation.InvalidHost => "the Host field is not a host with an optional port",
        Violation.HostDisagrees => "the request target and the Host field name different authorities",
        Violation.InvalidContentLength => "Content-Length is not one plain decimal number",
        Violation.RepeatedContentLength => "more than one Content-Length field",
        Violation.ContentLengthWithTransferEncoding => "Content-Length beside Transfer-Encoding",
        Violation.UnsupportedTransferCoding => "Transfer-Encoding is not exactly chunked",
        Violation.RepeatedTransferEncoding => "more than one Transfer-Encoding field",
        Violation.TransferEncodingInHttp10 => "Transfer-Encoding in HTTP/1.0",
        Violation.BodyNotAllowed => "a body where none may be",
        Violation.InvalidConnection => "the Connection field is not a list of tokens",
        Violation.TooManyConnectionOptions => "the Connection field names too many options",
        Violation.ConnectionNamesKnownField => "the Connection field names a field that is not the connection's",
        Violation.UnsupportedExpectation => "Expect is not exactly 100-continue",
        _ => null,
    };

    private static string ForBody(Violation violation) => violation switch
    {
        Violation.InvalidChunkSize => "a chunk size that is not a plain hexadecimal number",
        Violation.ChunkSizeTooLarge => "a chunk size that is too large",
        Violation.InvalidChunkExtension => "a malformed chunk extension",
        Violation.ChunkExtensionsRefused => "a chunk extension",
        Violation.ChunkExtensionsTooLong => "chunk extensions are too long",
        Violation.MissingChunkEnd => "a chunk that does not end with CRLF after as many bytes as it announced",
        Violation.TrailersTooLarge => "the trailers are too large",
        Violation.TooManyTrailers => "too many trailers",
        Violation.ForbiddenTrailer => "a trailer that may stand in the head only",
        _ => throw new ArgumentOutOfRangeException(nameof(violation), violation, "a violation without a text"),
    };
}

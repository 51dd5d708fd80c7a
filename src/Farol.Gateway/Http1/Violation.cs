namespace Farol.Gateway.Http1;

/// <summary>Every reason for which a message is refused.</summary>
internal enum Violation : byte
{
    None = 0,

    // bytes
    BareCarriageReturn,
    BareLineFeed,
    NulByte,
    ControlCharacter,

    // request line
    EmptyLinesBeforeRequest,
    RequestLineTooLong,
    WhitespaceInRequestLine,
    InvalidMethod,
    MethodTooLong,
    ConnectNotSupported,
    InvalidTarget,
    NonAsciiTarget,
    FragmentInTarget,
    BackslashInPath,
    AsteriskTarget,
    UnsupportedScheme,
    UserInfoInAuthority,
    MissingVersion,
    InvalidVersion,
    UnsupportedVersion,
    Http2Preface,

    // status line
    InvalidStatusLine,
    InvalidStatusCode,

    // fields
    HeadTooLarge,
    TooManyFields,
    FoldedLine,
    WhitespaceBeforeColon,
    EmptyFieldName,
    InvalidFieldName,
    MissingColon,
    UnderscoreLookalike,

    // host
    MissingHost,
    RepeatedHost,
    InvalidHost,
    HostDisagrees,

    // framing
    InvalidContentLength,
    RepeatedContentLength,
    ContentLengthWithTransferEncoding,
    UnsupportedTransferCoding,
    RepeatedTransferEncoding,
    TransferEncodingInHttp10,
    BodyNotAllowed,

    // connection
    InvalidConnection,
    TooManyConnectionOptions,
    ConnectionNamesKnownField,
    UnsupportedExpectation,

    // chunked bodies
    InvalidChunkSize,
    ChunkSizeTooLarge,
    InvalidChunkExtension,
    ChunkExtensionsRefused,
    ChunkExtensionsTooLong,
    MissingChunkEnd,
    TrailersTooLarge,
    TooManyTrailers,
    ForbiddenTrailer,
}

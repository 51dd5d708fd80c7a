namespace Farol.Gateway.Http2;

/// <summary>Why a stream or a connection was ended by this side.</summary>
internal enum Http2Fault
{
    None,

    /// <summary>Frames that break RFC 9113.</summary>
    Protocol,

    /// <summary>A field with a character, a name or a place that HTTP forbids.</summary>
    InvalidField,

    /// <summary>More fields, or more bytes in them, than is allowed.</summary>
    HeadTooLarge,

    /// <summary>Streams are opened and reset as a pastime.</summary>
    ResetFlood,

    /// <summary>Frames that bring nothing forward.</summary>
    FrameFlood,
}

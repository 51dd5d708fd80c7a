namespace Farol.Gateway.Routing;

/// <summary>Why a path is answered 400 before it is routed.</summary>
internal enum PathFault : byte
{
    None,

    /// <summary>A segment that is "." or "..", in any encoding and with any parameters: backends resolve it after routing.</summary>
    DotSegment,

    /// <summary>A backslash, plain or encoded: some backends take it for a slash.</summary>
    Backslash,

    /// <summary>A "%" without two hexadecimal digits.</summary>
    BadEscape,

    /// <summary>An encoded NUL: it ends the path for some backends.</summary>
    EncodedNul,
}

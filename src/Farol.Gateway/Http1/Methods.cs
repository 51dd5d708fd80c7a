namespace Farol.Gateway.Http1;

internal static class Methods
{
    /// <summary>Doing it twice is as doing it once (RFC 9110 section 9.2.2).</summary>
    public static bool IsIdempotent(Method method) =>
        method is Method.Get or Method.Head or Method.Put or Method.Delete or Method.Options or Method.Trace;

    /// <summary>Methods are told apart by case (RFC 9110 section 9.1).</summary>
    public static Method Identify(ReadOnlySpan<byte> name) => name.Length switch
    {
        3 => name.SequenceEqual("GET"u8) ? Method.Get : name.SequenceEqual("PUT"u8) ? Method.Put : Method.Other,
        4 => name.SequenceEqual("POST"u8) ? Method.Post : name.SequenceEqual("HEAD"u8) ? Method.Head : Method.Other,
        5 => name.SequenceEqual("PATCH"u8) ? Method.Patch : name.SequenceEqual("TRACE"u8) ? Method.Trace : Method.Other,
        6 => name.SequenceEqual("DELETE"u8) ? Method.Delete : Method.Other,
        7 => name.SequenceEqual("OPTIONS"u8) ? Method.Options : name.SequenceEqual("CONNECT"u8) ? Method.Connect : Method.Other,
        _ => Method.Other,
    };
}

namespace Farol.Gateway.Http1;

internal enum DecodeOutcome : byte
{
    /// <summary>All complete parts were consumed; come back with what was left over and more.</summary>
    NeedMore,

    /// <summary>Body bytes were found.</summary>
    Data,

    /// <summary>The body and its trailers ended at the last consumed byte.</summary>
    Finished,
    Refused,
}

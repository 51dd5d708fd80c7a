namespace Farol.Link;

/// <summary>Why a link ended.</summary>
public enum LinkFault
{
    /// <summary>The other end closed, or the connection broke.</summary>
    Closed,

    /// <summary>The other end sent what is no message, or one that has no place here.</summary>
    Malformed,

    /// <summary>A frame over the limit.</summary>
    TooLong,

    /// <summary>No version that both ends speak.</summary>
    Version,

    /// <summary>One end is not who may speak, as the other says or finds.</summary>
    Peer,

    /// <summary>Nothing came for too long.</summary>
    Silent,

    /// <summary>The other end does not take what is sent to it.</summary>
    Slow,

    /// <summary>The address cannot be reached or bound.</summary>
    Unreachable,
}

namespace Farol.Store.Redis;

/// <summary>Kinds of reply of RESP2 and RESP3, told apart no further than we use them.</summary>
internal enum RespKind
{
    Null,

    /// <summary>Simple, bulk and verbatim strings; doubles and big numbers as their text.</summary>
    Text,

    Integer,

    Error,

    /// <summary>Arrays, sets, and maps as key, value, key, value.</summary>
    List,

    /// <summary>A message that answers no command.</summary>
    Push,
}

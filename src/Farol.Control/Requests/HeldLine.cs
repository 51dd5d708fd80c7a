using Farol.Link.Protocol;

namespace Farol.Control.Requests;

/// <summary>A request that waits for whoever looks.</summary>
internal readonly record struct HeldLine(long Seq, string Gateway, RequestLine Line);

using Farol.Gateway.Compression;
using Farol.Gateway.Http1;
using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Forwarding;

/// <summary>What the gateway adds to and takes from a backend's response head.</summary>
internal readonly ref struct ResponseChanges
{
    public required HeaderChanges Route { get; init; }

    /// <summary>Field lines of this one answer (request id, sticky cookie, debug), each with its line end.</summary>
    public ReadOnlySpan<byte> Lines { get; init; }

    /// <summary>How the body is coded: what the backend says of its plain bytes does not go on (<see cref="CompressedHead.Drops"/>).</summary>
    public ContentCoding Coding { get; init; }

    /// <summary>The request's body has not come whole: the connection ends with this answer.</summary>
    public bool Close { get; init; }

    /// <summary>The framing of the body that the client gets, whatever its version of HTTP.</summary>
    public BodyFraming FramingOf(ResponseHead head) => Coding == ContentCoding.None ? head.Framing : BodyFraming.UntilClose;

    /// <summary>True for a field that does not go on to the client, though it may.</summary>
    public bool Drops(in HeaderField field, ReadOnlySpan<byte> name) =>
        (!Route.DropsNothing && Route.Drops(name)) || (Coding != ContentCoding.None && CompressedHead.Drops(field, name));
}

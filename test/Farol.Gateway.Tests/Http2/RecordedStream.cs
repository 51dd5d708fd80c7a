using Farol.Gateway.Http2;

namespace Farol.Gateway.Tests.Http2;

/// <summary>A stream that remembers what came.</summary>
internal sealed class RecordedStream : Http2Stream
{
    public int Number { get; set; }

    public List<(string Name, string Value)> Head { get; } = [];

    public List<(string Name, string Value)> Trailing { get; } = [];

    public MemoryStream Body { get; } = new();

    public bool InputEnded { get; set; }

    public Http2Error? ClosedWith { get; set; }

    public int Writable { get; set; }

    public string this[string name] => Head.Single(f => f.Name == name).Value;
}

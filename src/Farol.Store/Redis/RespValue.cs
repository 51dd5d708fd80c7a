using System.Text;

namespace Farol.Store.Redis;

/// <summary>One reply.</summary>
internal sealed record RespValue(RespKind Kind, ReadOnlyMemory<byte> Bytes = default, long Number = 0)
{
    public static RespValue Null { get; } = new(RespKind.Null);

    public IReadOnlyList<RespValue> Items { get; init; } = [];

    public string Text => Encoding.UTF8.GetString(Bytes.Span);
}

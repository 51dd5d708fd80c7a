using System.Globalization;
using System.Text;

namespace Farol.Store.Redis;

/// <summary>One word of a command.</summary>
internal readonly record struct RedisArgument(ReadOnlyMemory<byte> Bytes)
{
    public static implicit operator RedisArgument(string text) => new(Encoding.UTF8.GetBytes(text));

    public static implicit operator RedisArgument(ReadOnlyMemory<byte> bytes) => new(bytes);

    public static implicit operator RedisArgument(byte[] bytes) => new(bytes);

    public static implicit operator RedisArgument(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>An argument may be a password.</summary>
    public override string ToString() => $"{Bytes.Length} bytes";
}

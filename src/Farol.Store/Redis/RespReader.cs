using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;

namespace Farol.Store.Redis;

/// <summary>
/// Reads replies of RESP2 and RESP3 (redis.io/docs/latest/develop/reference/protocol-spec) from a stream, each byte once,
/// within limits: the server is not trusted with our memory.
/// </summary>
internal sealed class RespReader(PipeReader input, int maxBulkBytes)
{
    private const int MaxLineBytes = 64 * 1024;
    private const int MaxDepth = 8;
    private const int MaxItems = 100_000;
    private int _items;

    /// <exception cref="RedisException">The bytes are no protocol, beyond the limits, or the connection ended inside a reply.</exception>
    /// <returns>Null at the end of the connection.</returns>
    public async ValueTask<RespValue?> ReadAsync(CancellationToken cancellationToken)
    {
        _items = 0;
        var result = await input.ReadAsync(cancellationToken);
        var ended = result.Buffer.IsEmpty && result.IsCompleted;
        input.AdvanceTo(result.Buffer.Start);
        return ended ? null : await ReadValueAsync(0, cancellationToken);
    }

    private async ValueTask<RespValue> ReadValueAsync(int depth, CancellationToken cancellationToken)
    {
        if (depth > MaxDepth)
        {
            throw Broken($"more than {MaxDepth} lists inside each other");
        }

        var line = await ReadLineAsync(cancellationToken);
        if (line.Length == 0)
        {
            throw Broken("an empty line");
        }

        var rest = line.AsMemory(1);
        return (char)line[0] switch
        {
            '+' or ',' or '(' or '#' => new RespValue(RespKind.Text, rest),
            '-' => new RespValue(RespKind.Error, rest),
            ':' => new RespValue(RespKind.Integer, rest, ToNumber(rest.Span)),
            '_' => RespValue.Null,
            '$' => await ReadBulkAsync(RespKind.Text, rest, cancellationToken),
            '=' => WithoutFormat(await ReadBulkAsync(RespKind.Text, rest, cancellationToken)),
            '!' => await ReadBulkAsync(RespKind.Error, rest, cancellationToken),
            '*' or '~' => await ReadListAsync(RespKind.List, rest, 1, depth, cancellationToken),
            '%' => await ReadListAsync(RespKind.List, rest, 2, depth, cancellationToken),
            '>' => await ReadListAsync(RespKind.Push, rest, 1, depth, cancellationToken),
            '|' => await SkipAttributesAsync(rest, depth, cancellationToken),
            _ => throw Broken("an unknown type of reply"),
        };
    }

    private async ValueTask<RespValue> ReadBulkAsync(RespKind kind, ReadOnlyMemory<byte> header, CancellationToken cancellationToken)
    {
        var length = ToNumber(header.Span);
        if (length == -1)
        {
            return RespValue.Null;
        }

        if (length < 0 || length > maxBulkBytes)
        {
            throw Broken($"a value of {length} bytes; the limit is {maxBulkBytes}");
        }

        var bytes = await ReadExactlyAsync((int)length + 2, cancellationToken);
        return bytes[^2] == '\r' && bytes[^1] == '\n'
            ? new RespValue(kind, bytes.AsMemory(0, (int)length))
            : throw Broken("a value longer than announced");
    }

    private async ValueTask<RespValue> ReadListAsync(
        RespKind kind, ReadOnlyMemory<byte> header, int perEntry, int depth, CancellationToken cancellationToken)
    {
        var entries = ToNumber(header.Span);
        if (entries == -1)
        {
            return RespValue.Null;
        }

        if (entries < 0 || entries > MaxItems || (_items += (int)entries * perEntry) > MaxItems)
        {
            throw Broken($"a list of {entries} entries; the limit is {MaxItems} in all");
        }

        var items = new List<RespValue>(Math.Min((int)entries * perEntry, 64));
        for (var index = 0; index < entries * perEntry; index++)
        {
            items.Add(await ReadValueAsync(depth + 1, cancellationToken));
        }

        return new RespValue(kind) { Items = items };
    }

    private async ValueTask<RespValue> SkipAttributesAsync(
        ReadOnlyMemory<byte> header, int depth, CancellationToken cancellationToken)
    {
        await ReadListAsync(RespKind.List, header, 2, depth, cancellationToken);
        return await ReadValueAsync(depth + 1, cancellationToken);
    }

    private async ValueTask<byte[]> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = buffer.Slice(0, end).ToArray();
                input.AdvanceTo(buffer.GetPosition(1, end));
                return line is [.., (byte)'\r'] ? line[..^1] : throw Broken("a line that does not end in CR LF");
            }

            input.AdvanceTo(buffer.Start, buffer.End);
            if (buffer.Length > MaxLineBytes)
            {
                throw Broken($"a line of more than {MaxLineBytes} bytes");
            }

            if (result.IsCompleted)
            {
                throw new RedisException(RedisFault.Unavailable, "Redis closed the connection inside a reply.");
            }
        }
    }

    private async ValueTask<byte[]> ReadExactlyAsync(int length, CancellationToken cancellationToken)
    {
        var result = await input.ReadAtLeastAsync(length, cancellationToken);
        if (result.Buffer.Length < length)
        {
            throw new RedisException(RedisFault.Unavailable, "Redis closed the connection inside a reply.");
        }

        var part = result.Buffer.Slice(0, length);
        var bytes = part.ToArray();
        input.AdvanceTo(part.End);
        return bytes;
    }

    /// <summary>A verbatim string begins with its format: <c>txt:</c>.</summary>
    private static RespValue WithoutFormat(RespValue value) =>
        value.Bytes.Length >= 4 ? value with { Bytes = value.Bytes[4..] } : value;

    private static long ToNumber(ReadOnlySpan<byte> digits)
    {
        if (digits is [(byte)'+', .. var positive])
        {
            digits = positive;
        }

        return Utf8Parser.TryParse(digits, out long number, out var used) && used == digits.Length && used > 0
            ? number
            : throw Broken("a number that is none");
    }

    private static RedisException Broken(string what) => new(RedisFault.Protocol, $"The server does not speak Redis' protocol: {what}.");
}

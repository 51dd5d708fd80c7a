using System.Text;

namespace Farol.Simulator.Control;

/// <summary>One HTTP/1.1 request of the control port, bounded in size.</summary>
internal sealed record ControlRequest(string Method, string Path, IReadOnlyDictionary<string, string> Query, string Body)
{
    private const int MaxHeadBytes = 8 * 1024;
    private const int MaxBodyBytes = 64 * 1024;

    /// <returns>Null when the client sent no request, or none that fits.</returns>
    public static async Task<ControlRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxHeadBytes + MaxBodyBytes];
        var length = 0;
        int headEnd;
        while ((headEnd = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (length >= MaxHeadBytes || !await FillAsync())
            {
                return null;
            }
        }

        var lines = Encoding.ASCII.GetString(buffer, 0, headEnd).Split("\r\n");
        var bodyStart = headEnd + 4;
        var bodyLength = BodyLength(lines);
        if (bodyLength > MaxBodyBytes || lines[0].Split(' ') is not [var method, var target, _])
        {
            return null;
        }

        while (length < bodyStart + bodyLength)
        {
            if (!await FillAsync())
            {
                return null;
            }
        }

        var parts = target.Split('?', 2);
        return new ControlRequest(
            method, parts[0], ReadQuery(parts.ElementAtOrDefault(1)), Encoding.UTF8.GetString(buffer, bodyStart, bodyLength));

        async Task<bool> FillAsync()
        {
            var count = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            length += count;
            return count > 0;
        }
    }

    private static int BodyLength(string[] lines)
    {
        foreach (var line in lines)
        {
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            {
                return int.TryParse(line.AsSpan(15).Trim(), out var length) && length >= 0 ? length : int.MaxValue;
            }
        }

        return 0;
    }

    private static Dictionary<string, string> ReadQuery(string? query)
    {
        var read = new Dictionary<string, string>();
        foreach (var pair in (query ?? string.Empty).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var sides = pair.Split('=', 2);
            read[Uri.UnescapeDataString(sides[0])] = Uri.UnescapeDataString(sides.ElementAtOrDefault(1) ?? string.Empty);
        }

        return read;
    }
}

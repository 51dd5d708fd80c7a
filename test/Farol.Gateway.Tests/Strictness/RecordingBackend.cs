using System.Text;
using Farol.Gateway.Tests.Forwarding;
using Farol.Gateway.Tests.Http1.Reference;

namespace Farol.Gateway.Tests.Strictness;

/// <summary>A backend that answers every complete request with an empty 200 and keeps what it was told, byte for byte. What is a request it
/// asks the plain reader, not the gateway's parser.</summary>
internal sealed class RecordingBackend : IDisposable
{
    /// <summary>A client's most, and those that the gateway adds.</summary>
    private const int MaxFields = 120;

    private readonly Lock _gate = new();
    private readonly List<string> _requests = [];
    private readonly List<StringBuilder> _connections = [];
    private readonly RawBackend _backend;

    public RecordingBackend() => _backend = new RawBackend(ServeAsync);

    public int Port => _backend.Port;

    /// <summary>The complete requests since the last call, as the reference reader describes them, and what it would refuse.</summary>
    public IReadOnlyList<string> TakeRequests()
    {
        lock (_gate)
        {
            string[] taken = [.. _requests];
            _requests.Clear();
            return taken;
        }
    }

    /// <summary>All bytes that came over each connection so far.</summary>
    public IReadOnlyList<string> Bytes()
    {
        lock (_gate)
        {
            return [.. _connections.Select(c => c.ToString())];
        }
    }

    public void Dispose() => _backend.Dispose();

    private async Task ServeAsync(RawConnection connection)
    {
        var all = new StringBuilder();
        var answered = 0;
        lock (_gate)
        {
            _connections.Add(all);
        }

        while (await connection.ReadSomeAsync() is { Length: > 0 } some)
        {
            var fresh = 0;
            lock (_gate)
            {
                all.Append(some);
                var read = ReferenceReader.Read(Encoding.Latin1.GetBytes(all.ToString()), answers: null, MaxFields);
                var complete = read[^1] switch
                {
                    "incomplete" => read.Count - 1,
                    "body incomplete" => read.Count - 2,
                    _ => read.Count,
                };
                fresh = complete - answered;
                _requests.AddRange(read.Take(complete).Skip(answered));
                answered = complete;
            }

            for (; fresh > 0; fresh--)
            {
                await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }
        }
    }
}

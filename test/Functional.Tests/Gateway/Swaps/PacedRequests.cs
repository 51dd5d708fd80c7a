using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Functional.Tests.Gateway.Swaps;

/// <summary>
/// Requests at a steady rate over connections that are kept: raw sockets, since a client that quietly tries again would hide what is lost.
/// A connection that the gateway closes is a failure too.
/// </summary>
internal sealed class PacedRequests : IAsyncDisposable
{
    private static readonly byte[] _request = Encoding.ASCII.GetBytes("GET /something HTTP/1.1\r\nHost: swaps.example\r\n\r\n");
    private static readonly byte[] _endOfHead = Encoding.ASCII.GetBytes("\r\n\r\n");

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly ConcurrentDictionary<int, bool> _revisions = new();
    private readonly int _port;
    private readonly TimeSpan _interval;
    private readonly Task[] _running;
    private long _answered;
    private int _lastRevision = -1;

    public PacedRequests(int port, int connections, int aSecond)
    {
        _port = port;
        _interval = TimeSpan.FromSeconds((double)connections / aSecond);
        _running = [.. Enumerable.Range(0, connections).Select(_ => Task.Run(RunAsync))];
    }

    public IReadOnlyCollection<string> Failures => _failures;

    public long Answered => Interlocked.Read(ref _answered);

    /// <summary>Every revision that some response came under.</summary>
    public int RevisionsSeen => _revisions.Count;

    public bool HasSeen(int revision) => _revisions.ContainsKey(revision);

    /// <summary>Lets the requests under way be answered.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var buffer = new byte[4096];
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = new TcpClient { NoDelay = true };
                await client.ConnectAsync(IPAddress.Loopback, _port);
                await ExchangeAsync(client.GetStream(), buffer);
            }
            catch (Exception lost) when (lost is IOException or SocketException or InvalidDataException)
            {
                _failures.Enqueue($"{lost.GetType().Name} under revision {_lastRevision}: {lost.Message}");
            }
        }
    }

    private async Task ExchangeAsync(NetworkStream stream, byte[] buffer)
    {
        var clock = TimeProvider.System;
        for (var due = clock.GetTimestamp(); !_stop.IsCancellationRequested; due += (long)(_interval.TotalSeconds * clock.TimestampFrequency))
        {
            var wait = clock.GetElapsedTime(clock.GetTimestamp(), due);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock);
            }

            await stream.WriteAsync(_request);
            await ReadAnswerAsync(stream, buffer);
            _ = Interlocked.Increment(ref _answered);
        }
    }

    private async Task ReadAnswerAsync(NetworkStream stream, byte[] buffer)
    {
        var length = 0;
        while (true)
        {
            var got = await stream.ReadAsync(buffer.AsMemory(length));
            if (got == 0)
            {
                throw new InvalidDataException($"the connection ended after {length} bytes of an answer");
            }

            length += got;
            var head = buffer.AsSpan(0, length).IndexOf(_endOfHead);
            if (head >= 0 && length >= head + _endOfHead.Length + SwapBackend.Body.Length)
            {
                Take(Encoding.Latin1.GetString(buffer, 0, head + 2), Encoding.Latin1.GetString(buffer, head + 4, length - head - 4));
                return;
            }
        }
    }

    private void Take(string head, string body)
    {
        if (!head.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal) || body != SwapBackend.Body)
        {
            throw new InvalidDataException($"answered with \"{head.Split('\r')[0]}\" and \"{body}\"");
        }

        var at = head.IndexOf(SwapConfiguration.RevisionHeader + ": ", StringComparison.OrdinalIgnoreCase);
        if (at < 0 || !Utf8Parser.TryParse(Encoding.ASCII.GetBytes(head[(at + SwapConfiguration.RevisionHeader.Length + 2)..]), out int revision, out _))
        {
            throw new InvalidDataException("the answer does not say its revision");
        }

        _lastRevision = revision;
        _revisions[revision] = true;
    }
}
